import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hodgesLehmann, meanOfTwo, pseudoMedian } from '../../harness/stats/hodges-lehmann.ts';
import { signedRank } from '../../harness/stats/signed-rank.ts';
import { tenSeeds } from './ten-seeds.ts';

const near = (found: number, known: number): void =>
  assert.ok(Math.abs(found - known) <= 1e-9, `${found} is not ${known}`);

test('the depression scores of Hollander & Wolfe: −0.46, from −0.786 to −0.010 (1999, chapter 3)', () => {
  const differences = [-0.952, 0.147, -1.022, -0.43, -0.62, -0.59, -0.49, 0.08, -0.01];
  const { point, low, high } = pseudoMedian(differences);
  near(point, -0.46);
  near(low, -0.786);
  near(high, -0.01);
});

test('ten seeds agree with independent values', () => {
  // Median, 9th smallest and 9th largest of the 55 means of two log ratios, by NumPy.
  const { point, low, high, confidence, scale } = hodgesLehmann(tenSeeds);
  near(point, 0.8582319608925588);
  near(low, 0.8102076817943247);
  near(high, 0.9191919191919191);
  assert.deepEqual([confidence, scale], [0.95, 'ratio']);
});

test('without ties the interval is exactly what the test does not reject', () => {
  const distinct = fc.uniqueArray(fc.integer({ min: -100_000, max: 100_000 }), {
    minLength: 6,
    maxLength: 14,
  });
  fc.assert(
    fc.property(distinct, fc.integer({ min: -20, max: 120 }), (values, percent) => {
      const { low, high } = pseudoMedian(values);
      const centre = Math.round(low + (percent / 100) * (high - low)) + 0.3;
      const rejected = signedRank(values.map(value => value - centre)).p <= 0.05;
      assert.equal(rejected, centre < low || high < centre);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('with zeros and ties the interval holds at least what the test does not reject', () => {
  const coarse = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 6, maxLength: 14 });
  fc.assert(
    fc.property(coarse, fc.integer({ min: -18, max: 18 }), (values, quarters) => {
      const centre = quarters / 4 + 0.05;
      if (signedRank(values.map(value => value - centre)).p <= 0.05) return;
      const { low, high } = pseudoMedian(values);
      assert.ok(low <= centre && centre <= high, `${centre} is outside ${low} to ${high}`);
    }),
    { seed: 2, numRuns: 500 },
  );
});

test('the means of two are found at every place as if all were sorted, with ties and for hundreds of values', () => {
  const values = fc.array(
    fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -9, max: 9, noNaN: true })),
    {
      minLength: 1,
      maxLength: 25,
    },
  );
  fc.assert(
    fc.property(values, given => {
      const sorted = Float64Array.from(given).sort();
      const means: number[] = [];
      for (let i = 0; i < sorted.length; i++)
        for (let j = i; j < sorted.length; j++) means.push((sorted[i]! + sorted[j]!) / 2);
      means.sort((a, b) => a - b);
      for (const [at, mean] of means.entries())
        assert.ok(meanOfTwo(sorted, at + 1) === mean, `${at}: ${mean}`);
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('so few values that 95 % cannot be reached say what they reach', () => {
  const { low, high, confidence, method } = pseudoMedian([1, 2, 4, 5]);
  assert.deepEqual([low, high, confidence], [1, 5, 0.875]);
  assert.match(method, /widest/);
  assert.equal(pseudoMedian([3]).confidence, 0);
  assert.equal(pseudoMedian([1, 2, 3, 4, 5, 6]).confidence, 0.95);
});

test('differences where a value is 0', () => {
  const seeds = [
    { seed: 1, arm: [0], reference: [2] },
    { seed: 2, arm: [3], reference: [4] },
  ];
  const { point, scale, method } = hodgesLehmann(seeds);
  assert.deepEqual([point, scale], [-1.5, 'difference']);
  assert.match(method, /difference/);
});
