import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rng } from '../../harness/rng.ts';
import type { SeedPair } from '../../harness/stats/contrast.ts';
import { hodgesLehmann } from '../../harness/stats/hodges-lehmann.ts';
import { pairedRatio } from '../../harness/stats/paired-ratio.ts';
import { coverage, syntheticStudy } from './synthetic-study.ts';
import { tenSeeds } from './ten-seeds.ts';

const near = (found: number, known: number, tolerance = 1e-9): void =>
  assert.ok(Math.abs(found - known) <= tolerance * Math.abs(known), `${found} is not ${known}`);

test('geometric mean ratio and interval agree with independent values', () => {
  // exp of the mean and of scipy.stats.t.interval of log(arm / reference).
  const { point, low, high, n, scale } = pairedRatio(tenSeeds);
  near(point, 0.8616129787883615);
  near(low, 0.8108299179713316);
  near(high, 0.9155766317478207);
  assert.deepEqual([n, scale], [10, 'ratio']);
});

test('five repetitions of a seed count as one seed', () => {
  const repeated = tenSeeds.map(({ seed, arm, reference }) => ({
    seed,
    arm: [arm[0]! - 1, arm[0]!, arm[0]! + 1],
    reference: Array.from({ length: 5 }, () => reference[0]!),
  }));
  near(pairedRatio(repeated).low, pairedRatio(tenSeeds).low);
  assert.equal(pairedRatio(repeated).n, 10);
});

test('a value of 0 makes it a difference and says so', () => {
  const withZero = [{ seed: 0, arm: [0], reference: [2] }, ...tenSeeds];
  const { point, scale, method } = pairedRatio(withZero);
  near(point, (117.6 - 137.8) / 11);
  assert.equal(scale, 'difference');
  assert.match(method, /differences.*a value is not above 0/);
});

const value = fc.double({ min: 0.01, max: 1000, noNaN: true });
const study = fc.array(fc.tuple(fc.array(value, { minLength: 1, maxLength: 3 }), value), {
  minLength: 2,
  maxLength: 12,
});
const paired = (drawn: [number[], number][]): SeedPair[] =>
  drawn.map(([arm, reference], seed) => ({ seed, arm, reference: [reference] }));

for (const estimator of [pairedRatio, hodgesLehmann]) {
  test(`${estimator.name}: swapping the arms inverts ratio and interval`, () => {
    fc.assert(
      fc.property(study, drawn => {
        const seeds = paired(drawn);
        const there = estimator(seeds);
        const back = estimator(
          seeds.map(({ seed, arm, reference }) => ({ seed, arm: reference, reference: arm })),
        );
        near(back.point, 1 / there.point);
        near(back.low, 1 / there.high);
        near(back.high, 1 / there.low);
      }),
      { seed: 1 },
    );
  });

  test(`${estimator.name}: seconds or milliseconds give the same ratios`, () => {
    fc.assert(
      fc.property(study, fc.double({ min: 0.001, max: 1000, noNaN: true }), (drawn, factor) => {
        const seeds = paired(drawn);
        const scaled = seeds.map(({ seed, arm, reference }) => ({
          seed,
          arm: arm.map(x => x * factor),
          reference: reference.map(x => x * factor),
        }));
        near(estimator(scaled).point, estimator(seeds).point);
        near(estimator(scaled).low, estimator(seeds).low);
      }),
      { seed: 2 },
    );
  });

  test(`${estimator.name}: the interval holds the point`, () => {
    fc.assert(
      fc.property(study, drawn => {
        const { low, point, high } = estimator(paired(drawn));
        assert.ok(low <= point && point <= high);
      }),
      { seed: 3 },
    );
  });

  for (const shape of ['normal', 'lognormal', 'bimodal'] as const) {
    test(`${estimator.name}: of 300 ${shape} studies of 10 seeds 91 to 98.5 % hold the truth`, () => {
      // 95 % less and plus three standard errors of 300 studies; test/long has the full simulation.
      const held = coverage(300, number => {
        const chance = rng(`short/${shape}/${number}`);
        return estimator(syntheticStudy(chance, { shape, cv: 0.3, seeds: 10, repetitions: 1 }));
      });
      assert.ok(held >= 0.91 && held <= 0.985, `${held}`);
    });
  }
}
