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
