import assert from 'node:assert/strict';
import { test } from 'node:test';
import { superiority } from '../../harness/stats/superiority.ts';
import { tenSeeds } from './ten-seeds.ts';

const near = (found: number, known: number): void =>
  assert.ok(Math.abs(found - known) < 1e-9, `${found} is not ${known}`);

test("better on 9 of 10 seeds: 0.9 with Wilson's interval", () => {
  // scipy.stats.binomtest(9, 10).proportion_ci(method='wilson')
  const { point, low, high } = superiority(tenSeeds);
  near(point, 0.9);
  near(low, 0.5958499732047615);
  near(high, 0.9821237869049271);
});

test('where more is better the other arm wins', () => {
  near(superiority(tenSeeds, { better: 'higher' }).point, 0.1);
});

test('better on all seeds is still not certain', () => {
  const all = tenSeeds.map(pair => ({ ...pair, arm: [1] }));
  near(superiority(all).low, 0.7224672001371109);
  assert.equal(superiority(all).high, 1);
});

test('ties count half', () => {
  assert.equal(superiority(tenSeeds.map(pair => ({ ...pair, arm: pair.reference }))).point, 0.5);
});
