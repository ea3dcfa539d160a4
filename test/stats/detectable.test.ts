import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  seedsForHalfWidth,
  seedsToDetect,
  smallestDetectable,
  spreadOf,
} from '../../harness/stats/detectable.ts';
import { tenSeeds } from './ten-seeds.ts';

// Effects in standard deviations that the paired t test sees with power 0.8, exactly: from the noncentral t distribution
// of SciPy 1.17 (scipy.stats.nct).
const exact: [number, number][] = [
  [9, 1.066973216],
  [10, 0.996001371],
  [15, 0.77802257],
  [20, 0.660441655],
  [30, 0.529235616],
];

for (const [seeds, effect] of exact) {
  test(`${seeds} seeds detect what the exact power of t allows, and a little less, as the exact test must agree`, () => {
    const found = Math.log(smallestDetectable(seeds, { spread: 1 }));
    assert.ok(found > effect && found < 1.15 * effect, `${found} beside ${effect}`);
  });
}

test('where only seeds that all agree can be told from chance, the chance that they do decides', () => {
  // 12 arms at 9 seeds: p must be at most 0.05 / 12, which only 2 / 2^9 is. All nine are on one side, with the power of
  // 0.8 and the margin of 0.01, where a normal value of mean d is above 0 with probability 0.81^(1/9): d = 1.9928.
  const found = Math.log(smallestDetectable(9, { spread: 1, family: 12 }));
  assert.ok(Math.abs(found - 1.9928) < 0.03, `${found}`);
});

test('no fewer seeds are advised than those with which the exact test can reject at all', () => {
  assert.equal(seedsToDetect(5, { spread: 0.05, family: 10 }), 9);
  assert.ok(seedsToDetect(1.1, { spread: 0.05, family: 10 }) > 9);
});

test('seeds to detect a ratio are the fewest whose smallest detectable ratio it is', () => {
  const detection = { spread: 0.25, family: 5 };
  for (const ratio of [1.1, 1.3, 0.7]) {
    const seeds = seedsToDetect(ratio, detection);
    const effect = Math.max(ratio, 1 / ratio);
    assert.ok(smallestDetectable(seeds, detection) <= effect);
    assert.ok(smallestDetectable(seeds - 1, detection) > effect);
  }
});

test('a larger family, more spread and more power need more seeds', () => {
  const seeds = seedsToDetect(1.2, { spread: 0.25 });
  assert.ok(seedsToDetect(1.2, { spread: 0.25, family: 4 }) > seeds);
  assert.ok(seedsToDetect(1.2, { spread: 0.3 }) > seeds);
  assert.ok(seedsToDetect(1.2, { spread: 0.25, power: 0.9 }) > seeds);
});

test('seeds for a half-width: a spread of 0.25 and ± 5 % ask for 104', () => {
  // By hand: (1.96 · 0.25 / log 1.05)² = 100.8; t(0.975; 103) = 1.9833 instead of 1.96 makes it 103.3.
  assert.equal(seedsForHalfWidth(0.05, { spread: 0.25 }), 104);
});

test('what cannot be known is not a number, what makes no sense is refused', () => {
  assert.equal(smallestDetectable(1, { spread: 0.25 }), Infinity);
  assert.ok(Number.isNaN(spreadOf(tenSeeds.slice(0, 1))));
  assert.ok(Math.abs(spreadOf(tenSeeds) - 0.0849) < 5e-5, `${spreadOf(tenSeeds)}`);
  assert.throws(() => seedsToDetect(1, { spread: 0.25 }), /other than 1/);
  assert.throws(() => seedsForHalfWidth(0, { spread: 0.25 }), /above 0/);
});
