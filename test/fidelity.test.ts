import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fidelityOf, HELD_TO } from '../harness/fidelity.ts';
import type { Summary, TrialRow, VerdictWord } from '../harness/summary.ts';

const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** A study of two arms whose every metric is `value` of seed and arm. */
function summary(value: (seed: number, arm: string) => number, word: VerdictWord = 'faster'): Summary {
  const arms = ['a', 'reference'];
  const trials = arms.flatMap(arm =>
    seeds.map(
      (seed): TrialRow => ({
        trial: `${arm}-${seed}`,
        block: seed,
        workload: 'w',
        arm,
        seed,
        repetition: 1,
        state: 'valid',
        intended: String(seed),
        metrics: Object.fromEntries(HELD_TO.map(name => [name, value(seed, arm)])),
      }),
    ),
  );
  const verdict = { word, sentence: '', p: 0, adjustedP: 0 };
  return {
    trials,
    metrics: HELD_TO.map(name => ({ name, unit: 's', better: 'lower' })),
    workloads: [
      {
        workload: 'w',
        detectable: 1,
        arms: arms.map(arm => ({
          arm,
          trials: 9,
          seeds: 9,
          metrics: {},
          ...(arm === 'a' ? { verdict } : {}),
        })),
      },
    ],
  } as unknown as Summary;
}

const worlds = { engines: { real: 'docker', virtual: 'simulated' }, profile: 'a host' };

test('two worlds that differ by a few percent, and not always the same way, agree', () => {
  const real = summary(seed => 10 * seed * (1 + 0.02 * (seed % 3)));
  const found = fidelityOf(
    real,
    summary(seed => 10 * seed),
    worlds,
  );
  assert.equal(found.agree, true);
  assert.match(found.headline, /all 6 intervals .* lie within 0.85–1.18, and no verdict is opposite/);
  const first = found.metrics[0]!;
  assert.ok(first.ratio.low > 1 && first.ratio.high < 1.04);
});

test('a metric of one arm that is a quarter off is named, with its interval', () => {
  const real = summary((seed, arm) => (arm === 'a' ? 12.5 : 10) * seed);
  const found = fidelityOf(
    real,
    summary(seed => 10 * seed),
    worlds,
  );
  assert.equal(found.agree, false);
  assert.match(found.headline, /differ: 3 of 6 .* first wait.mean of a with 1.25 \[1.25, 1.25\]/);
});

test('an interval that is too wide does not count as agreement, even around 1', () => {
  const real = summary(seed => (seed % 2 === 0 ? 5 : 20) * seed);
  const found = fidelityOf(
    real,
    summary(seed => 10 * seed),
    worlds,
  );
  assert.equal(found.agree, false);
});

test('opposite verdicts are never agreement, but faster beside no difference seen is not opposite', () => {
  const same = (seed: number): number => 10 * seed;
  const opposite = fidelityOf(summary(same), summary(same, 'slower'), worlds);
  assert.equal(opposite.agree, false);
  assert.match(opposite.headline, /of a one says faster, the other slower/);
  const mild = fidelityOf(summary(same), summary(same, 'no difference seen'), worlds);
  assert.equal(mild.agree, true);
});
