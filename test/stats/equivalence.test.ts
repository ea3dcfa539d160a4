import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SeedPair } from '../../harness/stats/contrast.ts';
import { equivalence } from '../../harness/stats/equivalence.ts';
import { tenSeeds } from './ten-seeds.ts';

/** Ten seeds with log ratios of `centre` ± `spread` alternately. */
const around = (centre: number, spread: number): SeedPair[] =>
  Array.from({ length: 10 }, (_, seed) => ({
    seed,
    arm: [Math.exp(centre + (seed % 2 ? spread : -spread))],
    reference: [1],
  }));

// Alternating values ± s have standard deviation s √(10/9); t(0.95; 9) = 1.833, so the interval reaches 0.611 s.

test('equivalent when the 90 % interval lies inside 1 / 1.05 to 1.05', () => {
  assert.ok(equivalence(around(0, 0.079)).equivalent);
  assert.ok(!equivalence(around(0, 0.081)).equivalent);
});

test('the margin is the declared delta', () => {
  const { equivalent, margin } = equivalence(around(0, 0.081), { delta: 0.06 });
  assert.ok(equivalent);
  assert.deepEqual(margin, [1 / 1.06, 1.06]);
});

test('a small but certain difference is equivalent all the same; a large one never', () => {
  assert.ok(equivalence(around(0.02, 0.001)).equivalent);
  assert.ok(!equivalence(tenSeeds).equivalent);
});

test('differences have a margin of delta times the mean reference', () => {
  const idle = [0, 0, 2].map((value, seed) => ({ seed, arm: [value], reference: [value] }));
  const { equivalent, ratio, margin } = equivalence(idle);
  assert.ok(equivalent);
  assert.equal(ratio.scale, 'difference');
  assert.ok(Math.abs(margin[1] - 0.05 * (2 / 3)) < 1e-12);
});

test('one seed shows nothing', () => {
  assert.ok(!equivalence([{ seed: 1, arm: [1], reference: [1] }]).equivalent);
});
