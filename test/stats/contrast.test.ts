import assert from 'node:assert/strict';
import { test } from 'node:test';
import { averaged, contrasts } from '../../harness/stats/contrast.ts';

test('repetitions are averaged within a seed before anything else', () => {
  assert.deepEqual(averaged([{ seed: 7, arm: [1, 2, 6], reference: [4] }]), [
    { seed: 7, arm: 3, reference: 4 },
  ]);
});

test('values above 0 are compared as log ratios', () => {
  const { scale, values } = contrasts([{ seed: 1, arm: [Math.E * 2], reference: [2] }]);
  assert.equal(scale, 'ratio');
  assert.deepEqual(values, [1]);
});

test('one value of 0 turns the whole comparison to differences', () => {
  const seeds = [
    { seed: 1, arm: [0], reference: [2] },
    { seed: 2, arm: [3], reference: [2] },
  ];
  assert.deepEqual(contrasts(seeds), { scale: 'difference', values: [-2, 1] });
});

test('rounding noise makes neither a difference nor breaks a tie', () => {
  assert.deepEqual(contrasts([{ seed: 1, arm: [0.1 + 0.2], reference: [0.3] }]).values, [0]);
  const thrice = [1, 3, 7].map(seed => ({ seed, arm: [0.7 * seed], reference: [seed] }));
  assert.equal(new Set(contrasts(thrice).values).size, 1);
  const noisy = [
    { seed: 1, arm: [0], reference: [0.3] },
    { seed: 2, arm: [0.1 + 0.2], reference: [0.3] },
  ];
  assert.equal(contrasts(noisy).values[1], 0);
});

test('what cannot be paired is refused in a sentence', () => {
  assert.throws(() => averaged([]), /needs at least one seed/);
  assert.throws(() => averaged([{ seed: 3, arm: [Number.NaN], reference: [1] }]), /Seed 3 .* has NaN/);
  assert.throws(() => averaged([{ seed: 3, arm: [], reference: [1] }]), /Seed 3 .* has none/);
  const twice = { seed: 3, arm: [1], reference: [1] };
  assert.throws(() => averaged([twice, twice]), /Seed 3 is given twice/);
});
