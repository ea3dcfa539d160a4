import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Metric } from '../../harness/metric.ts';
import { accuracy, metrics as accuracyMetrics } from '../../harness/metrics/accuracy.ts';
import { elasticSpeedup } from '../../harness/metrics/elastic-speedup.ts';
import { instability, upsilon } from '../../harness/metrics/instability.ts';
import { excessMovement, jitter } from '../../harness/metrics/jitter.ts';
import { stepsOf } from '../../harness/metrics/step.ts';
import { tau, metrics as tauMetrics } from '../../harness/metrics/tau.ts';
import { theta, metrics as thetaMetrics } from '../../harness/metrics/theta.ts';
import { demand, slot, storyOf, supply } from '../trace-builder.ts';
import { demandLevels, supplyLevels } from './bungee.ts';
import { near } from './near.ts';

const d = stepsOf(demandLevels);
const s = stepsOf(supplyLevels);
const span = { from: 0, to: 20 };

describe("BUNGEE's own vector", () => {
  test('accuracy is 13/20 under and 16/20 over', () => {
    near(accuracy(d, s, span).under, 13 / 20);
    near(accuracy(d, s, span).over, 16 / 20);
  });

  test('tau is 30 % under and 40 % over', () => {
    near(tau(d, s, span).under, 30);
    near(tau(d, s, span).over, 40);
  });

  test('jitter is (17 − 9)/20 per time unit', () => near(excessMovement(d, s, span) / 20, (17 - 9) / 20));

  test('theta, worked by hand, is 17/120 under and 36 % over', () => {
    near(theta(d, s, span).under, 100 * (17 / 120));
    near(theta(d, s, span).over, 36);
    near(theta(d, s, span).noDemand, 0);
  });

  test('a perfect match errs by nothing', () => {
    assert.deepEqual(accuracy(s, s, span), { under: 0, over: 0 });
    assert.deepEqual(tau(s, s, span), { under: 0, over: 0 });
    assert.deepEqual(theta(s, s, span), { under: 0, over: 0, noDemand: 0 });
    assert.equal(excessMovement(s, s, span), 0);
  });

  test('always one too many, or one too few, moves as the demand does', () => {
    const more = stepsOf(supplyLevels.map(([at, count]) => [at, count + 1] as const));
    assert.deepEqual(accuracy(s, more, span), { under: 0, over: 1 });
    assert.deepEqual(tau(s, more, span), { under: 0, over: 100 });
    assert.deepEqual(accuracy(more, s, span), { under: 1, over: 0 });
    assert.deepEqual(tau(more, s, span), { under: 100, over: 0 });
    assert.equal(excessMovement(s, more, span), 0);
  });
});

describe("BUNGEE's vector as a trial of 20 s, at time scale 1, target 1 s", () => {
  const target = 1000;
  const inSeconds = (levels: [number, number][]): [number, number][] =>
    levels.map(([at, n]) => [at * 1000, n]);
  const arrivals = demand(inSeconds(demandLevels), { unit: target, until: 20_000 });
  const slots = [0, 5000, 10_000, 15_000, 20_000].map((at, i) => slot(i, { at }));
  const elastic = storyOf({}, [...arrivals, ...slots, ...supply(inSeconds(supplyLevels))]);
  const fixed = storyOf({}, [...arrivals, ...slots, ...supply([[-1000, 2]])]);

  const expected: [Metric, number][] = [
    [accuracyMetrics({ target })[0]!, 13 / 20],
    [accuracyMetrics({ target })[1]!, 16 / 20],
    [tauMetrics({ target })[0]!, 30],
    [tauMetrics({ target })[1]!, 40],
    [thetaMetrics({ target })[0]!, 100 * (17 / 120)],
    [thetaMetrics({ target })[1]!, 36],
    [thetaMetrics({ target })[2]!, 0],
    // 8 containers more within 20 s.
    [jitter({ target }), 24],
    // At 0, 5, 10, 15, 20 s: d is 1 1 5 5 0, s is 1 3 7 2 2; of four changes only the second goes the same way.
    [instability({ target }), 75],
  ];
  for (const [metric, value] of expected) {
    test(`${metric.name} is ${value} ${metric.unit}`, () => near(metric.of(elastic), value));
  }

  test('the elastic speedup over two fixed containers is the geometric mean of four ratios', () => {
    // Two fixed: theta_U = (9·3/5 + 1/3 + 2/4)/20 = 187/600, theta_O = 7/20, tau_U = 11/20, tau_O = 7/20.
    const ratios = [187 / 600 / (17 / 120), 0.35 / 0.36, 0.55 / 0.3, 0.35 / 0.4];
    const product = ratios.reduce((a, b) => a * b);
    near(elasticSpeedup({ with: elastic, without: fixed, target }), product ** (1 / 4));
    near(elasticSpeedup({ with: fixed, without: fixed, target }), 1);
  });

  test('the elastic speedup is not available where one of the eight is 0', () => {
    const ample = storyOf({}, [...arrivals, ...supply([[-1000, 16]])]);
    assert.ok(Number.isNaN(elasticSpeedup({ with: elastic, without: ample, target })));
    assert.ok(Number.isNaN(elasticSpeedup({ with: ample, without: elastic, target })));
  });
});

test('time without demand is left out of theta, and its share is told', () => {
  const gap = stepsOf([
    [0, 2],
    [5, 0],
    [8, 4],
  ]);
  const three = stepsOf([[0, 3]]);
  const found = theta(gap, three, { from: 0, to: 10 });
  // Over 7 of 10: (2·1/4)/7 under, (5·1/2)/7 over.
  near(found.under, 100 * (0.5 / 7));
  near(found.over, 100 * (2.5 / 7));
  near(found.noDemand, 30);
  assert.ok(Number.isNaN(theta(stepsOf([]), three, span).under));
});

test('upsilon compares directions, not sizes, and needs a slot', () => {
  const up = stepsOf([
    [0, 1],
    [5, 9],
  ]);
  const little = stepsOf([
    [0, 1],
    [6, 2],
  ]);
  const down = stepsOf([
    [0, 9],
    [5, 1],
  ]);
  assert.equal(upsilon(up, little, [0, 10]), 0);
  assert.equal(upsilon(up, down, [0, 10]), 100);
  assert.equal(upsilon(up, little, [0, 5.5, 10]), 100);
  assert.ok(Number.isNaN(upsilon(up, little, [0])));
});
