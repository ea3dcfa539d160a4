import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rehearse } from '../../harness/baselines/rehearsal.ts';
import { seedBaselines } from '../../harness/baselines/seed-baselines.ts';
import { armLabel } from '../../harness/experiment.ts';
import { randomStage } from '../baselines/random-stage.ts';
import { allCases, bruteForce, smallStage } from '../baselines/small-case.ts';

const sizesTo = (most: number): number[] => Array.from({ length: most }, (_, i) => i + 1);

test('the oracle equals brute force on every case of at most 6 slots and 3 containers', async t => {
  const cases = allCases();
  let evaluations = 0;
  for (const small of cases) {
    const stage = await smallStage(small);
    const all = await bruteForce(stage);
    const { oracle } = await seedBaselines(stage, { sizes: sizesTo(3), budget: Infinity });
    evaluations += oracle.evaluations;
    assert.ok(
      Math.abs(oracle.value - all.value) < 1e-9,
      `${JSON.stringify(small)}: the oracle found ${oracle.value}, the best is ${all.value}`,
    );
  }
  const each = (evaluations / cases.length).toFixed(0);
  t.diagnostic(`${cases.length} cases of 729 schedules; the oracle tried ${each} of them in the mean`);
});

test('the oracle is never worse than any other arm on the declared objective, over 200 random workloads', async t => {
  let gained = 0;
  for (let number = 1; number <= 200; number++) {
    const stage = await randomStage(number);
    const { kMax, arms } = stage.twin.experiment;
    const { oracle, statics } = await seedBaselines(stage, { sizes: sizesTo(kMax), budget: 60 });
    const others = statics.map(({ size, figures }) => [`static at ${size}`, figures.objective!] as const);
    for (const arm of arms) {
      const { value } = await rehearse(stage, arm);
      assert.ok(
        oracle.value <= value + 1e-9,
        `${armLabel(arm)}, workload ${number}: ${value}, oracle ${oracle.value}`,
      );
    }
    for (const [name, value] of others)
      assert.ok(
        oracle.value <= value + 1e-9,
        `${name}, workload ${number}: ${value}, oracle ${oracle.value}`,
      );
    const best = Math.min(...others.map(([, value]) => value));
    if (oracle.value < best - 1e-9) gained++;
  }
  t.diagnostic(`better than every static size on ${gained} of 200`);
});
