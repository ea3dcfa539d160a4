import assert from 'node:assert/strict';
import { test } from 'node:test';
import { playing, rehearse } from '../../harness/baselines/rehearsal.ts';
import { scheduleOf, seedBaselines } from '../../harness/baselines/seed-baselines.ts';
import { scheduled } from '../../harness/controllers/scheduled.ts';
import { armLabel } from '../../harness/experiment.ts';
import { randomStage } from './random-stage.ts';
import { allCases, bruteForce, MOST, SLOTS, smallStage } from './small-case.ts';

const sizesTo = (most: number): number[] => Array.from({ length: most }, (_, i) => i + 1);

test('the oracle is the best schedule there is where all can be tried (every case: test/long)', async () => {
  const cases = allCases();
  for (const small of [cases[3]!, cases[150]!, cases.at(-1)!]) {
    const stage = await smallStage(small);
    const all = await bruteForce(stage);
    const { oracle } = await seedBaselines(stage, { sizes: sizesTo(MOST), budget: Infinity });
    assert.equal(all.schedules, MOST ** SLOTS);
    assert.ok(Math.abs(oracle.value - all.value) < 1e-9, `${oracle.value} against ${all.value}`);
    assert.ok(oracle.evaluations < all.schedules / 2, `${oracle.evaluations} evaluations`);
  }
});

test('the oracle is never worse than an arm or a static size, whatever their rhythm (200 workloads: test/long)', async () => {
  for (const number of [3, 24, 77]) {
    const stage = await randomStage(number);
    const { oracle, statics } = await seedBaselines(stage, {
      sizes: sizesTo(stage.twin.experiment.kMax),
      budget: 20,
    });
    for (const arm of stage.twin.experiment.arms) {
      const { value } = await rehearse(stage, arm);
      assert.ok(
        oracle.value <= value + 1e-9,
        `${armLabel(arm)} on ${number}: ${value} beats ${oracle.value}`,
      );
    }
    for (const { size, figures } of statics)
      assert.ok(oracle.value <= figures.objective! + 1e-9, `static at ${size} beats the oracle`);
  }
});

test('a schedule played again by its times, as on Docker, does what it did in the search', async () => {
  const stage = await smallStage({ requests: [3, 2], price: 0.5, dispatch: 'when-free', startDelay: 4000 });
  const sizes = [1, 3, 2, 2, 1, 3];
  const found = await rehearse(stage, playing(sizes, { passive: true, scalesToZero: false }, 'search'));
  const { kMin, entries } = scheduleOf(found);
  const again = await rehearse(stage, { controller: scheduled({ entries }), kMin });
  assert.equal(again.value, found.value);
  assert.deepEqual(again.sizes, found.sizes);
});

test('rehearsals have no noise: every seed of the same load gives the same numbers, whoever the arm', async () => {
  const stage = await smallStage({ requests: [2, 1], price: 1, dispatch: 'each-slot', startDelay: 0 });
  const arm = stage.twin.experiment.arms[0]!;
  const [one, other] = [
    await rehearse(stage, arm),
    await rehearse({ ...stage, seed: 2 }, { ...arm, label: 'B' }),
  ];
  assert.deepEqual(one.figures(), other.figures());
});
