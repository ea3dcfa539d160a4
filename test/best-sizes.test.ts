import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestSizes, confirmed, type SizesOf } from '../harness/best-sizes.ts';
import { rng } from '../harness/rng.ts';
import type { Summary, TrialRow } from '../harness/summary.ts';

const kMins = [1, 2, 3, 4, 5];
const about: SizesOf = {
  arms: kMins.map(kMin => ({ label: `c from ${kMin}`, controller: 'c', kMin })),
  primary: 'cost',
  better: 'lower',
  delta: 0.05,
};

/** Sizes 3 and 4 are equally good; the noise of a seed and size is a few percent. */
const levels: Record<number, number> = { 1: 200, 2: 130, 3: 100, 4: 100, 5: 140 };
const rows = (seeds: readonly number[]): TrialRow[] =>
  seeds.flatMap(seed =>
    kMins.map(kMin => ({
      trial: `${kMin}-${seed}`,
      block: seed,
      workload: 'w',
      arm: `c from ${kMin}`,
      seed,
      repetition: 1,
      state: 'valid' as const,
      intended: '',
      metrics: { cost: levels[kMin]! * rng(`${seed}/${kMin}`).lognormal(1, 0.04) },
    })),
  );
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
const study = (trials: TrialRow[]): Summary =>
  ({ trials, workloads: [{ workload: 'w' }] }) as unknown as Summary;

test('the best sizes are those that no seed tells apart, and fresh seeds confirm them', () => {
  const found = bestSizes(study(rows(range(1, 20))), about);
  assert.deepEqual(found[0]!.candidates, [3, 4]);
  assert.deepEqual(confirmed(found, rows(range(21, 40)), about)[0]!.confirmed, [3, 4]);
});

test('a size that was good by luck is not confirmed', () => {
  const [one] = bestSizes(study(rows(range(1, 20))), about);
  const lucky = { ...one!, sizes: one!.sizes.map(s => (s.kMin === 5 ? { ...s, worse: false } : s)) };
  const [after] = confirmed([lucky], rows(range(21, 40)), about);
  assert.deepEqual(after!.confirmed, [3, 4]);
  assert.equal(after!.sizes.find(s => s.kMin === 5)!.fresh!.worse, true);
});

test('two sizes are no sweep', () => {
  const two = { ...about, arms: about.arms.slice(0, 2) };
  assert.deepEqual(bestSizes(study(rows(range(1, 20))), two), []);
});
