import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rng } from '../../harness/rng.ts';
import { bootstrapRatioOfMeans } from '../../harness/stats/bootstrap.ts';
import { tenSeeds } from './ten-seeds.ts';

const near = (found: number, known: number): void =>
  assert.ok(Math.abs(found - known) < 0.002, `${found} is not ${known}`);

test('percentile and BCa agree with SciPy, but for the chance of resampling', () => {
  // scipy.stats.bootstrap((arm, reference), ratio of means, paired=True, n_resamples=400000), version 1.17.
  const { percentile, bca } = bootstrapRatioOfMeans(tenSeeds, { chance: rng(1), resamples: 20_000 });
  assert.ok(Math.abs(percentile.point - 117.6 / 135.8) < 1e-12);
  near(percentile.low, 0.822034);
  near(percentile.high, 0.91351);
  near(bca.low, 0.825952);
  near(bca.high, 0.919296);
});

test('given the replicates, percentile and BCa with quantiles of type 7 agree to 1e-9 with the formulas of the book', () => {
  // 999 resamples drawn by the generator of Numerical Recipes (x' = 1664525 x + 1013904223 mod 2^32, from 1); the interval
  // from them computed in Python with statistics.NormalDist, after Efron & Tibshirani 1993, 14.10 to 14.15.
  let state = 1;
  const chance = {
    ...rng(1),
    int: (min: number, max: number): number => {
      state = Number((1664525n * BigInt(state) + 1013904223n) % 2n ** 32n);
      return min + Math.floor((state / 2 ** 32) * (max - min + 1));
    },
  };
  const { percentile, bca } = bootstrapRatioOfMeans(tenSeeds, { chance, resamples: 999 });
  const exactly = (found: number, known: number): void =>
    assert.ok(Math.abs(found - known) <= 1e-9, `${found} is not ${known}`);
  exactly(percentile.low, 0.822563564491728);
  exactly(percentile.high, 0.9155729418744437);
  exactly(bca.low, 0.8262933844913982);
  exactly(bca.high, 0.9221030735442363);
});

test('equal seeds give equal intervals', () => {
  const once = bootstrapRatioOfMeans(tenSeeds, { chance: rng('a') });
  assert.deepEqual(bootstrapRatioOfMeans(tenSeeds, { chance: rng('a') }), once);
  assert.notDeepEqual(bootstrapRatioOfMeans(tenSeeds, { chance: rng('b') }), once);
});

test('below 50 seeds they are marked approximate', () => {
  const fifty = Array.from({ length: 50 }, (_, seed) => ({ seed, arm: [1 + (seed % 7)], reference: [2] }));
  assert.match(bootstrapRatioOfMeans(fifty.slice(1), { chance: rng(1) }).bca.method, /approximate/);
  assert.doesNotMatch(bootstrapRatioOfMeans(fifty, { chance: rng(1) }).bca.method, /approximate/);
});

test('seeds that all say the same leave no doubt; one seed gives no confidence', () => {
  const same = tenSeeds.map(({ seed }) => ({ seed, arm: [3], reference: [4] }));
  const { bca } = bootstrapRatioOfMeans(same, { chance: rng(1) });
  assert.deepEqual([bca.low, bca.high], [0.75, 0.75]);
  assert.equal(bootstrapRatioOfMeans(same.slice(1, 2), { chance: rng(1) }).percentile.confidence, 0);
});
