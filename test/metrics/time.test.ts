import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { seconds } from '../../harness/clock.ts';
import type { Metric } from '../../harness/metric.ts';
import { makespan } from '../../harness/metrics/makespan.ts';
import { objective } from '../../harness/metrics/objective.ts';
import { failed, retries, unfinished } from '../../harness/metrics/requests.ts';
import {
  maxResponse,
  meanResponse,
  medianResponse,
  p95Response,
  p99Response,
} from '../../harness/metrics/response.ts';
import { sampleOf } from '../../harness/metrics/sample.ts';
import { sloViolations } from '../../harness/metrics/slo.ts';
import { maxWait, meanWait, medianWait, p95Wait } from '../../harness/metrics/wait.ts';
import type { Trace } from '../../harness/trace.ts';
import { container, ended, request, storyOf } from '../trace-builder.ts';
import { near } from './near.ts';

const expectAll = (trace: Trace, expected: readonly (readonly [Metric, number])[]): void => {
  for (const [metric, value] of expected) near(metric.of(trace), value, metric.name);
};

test('quantiles are those of NumPy and R (type 7)', () => {
  // numpy.percentile([15, 20, 35, 40, 50], [50, 95, 99]) and of 1 … 10.
  const five = sampleOf([40, 15, 50, 20, 35]);
  near(five.p50, 35);
  near(five.p95, 48);
  near(five.p99, 49.6);
  const ten = sampleOf([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  near(ten.p50, 5.5);
  near(ten.p95, 9.55);
  near(ten.p99, 9.91);
  near(ten.mean, 5.5);
  assert.equal(ten.max, 10);
});

test('no values, or an unknown one, give NaN', () => {
  assert.ok(Number.isNaN(sampleOf([]).mean));
  assert.ok(Number.isNaN(sampleOf([1, Number.NaN]).p50));
});

describe('ten requests that arrive every second and wait 1 … 10 s, then take 5 s', () => {
  const requests = Array.from({ length: 10 }, (_, i) =>
    request(i, {
      intended: seconds(i),
      dispatched: seconds(i + i + 1),
      finished: seconds(i + i + 6),
    }),
  );
  const trace = storyOf({}, [container('c1'), ...requests, ended(30_000)]);

  test('wait ends with the dispatch, response with the completion', () => {
    expectAll(trace, [
      [meanWait, 5.5],
      [medianWait, 5.5],
      [p95Wait, 9.55],
      [maxWait, 10],
      [meanResponse, 10.5],
      [medianResponse, 10.5],
      [p95Response, 14.55],
      [p99Response, 14.91],
      [maxResponse, 15],
      [makespan, 24],
    ]);
  });

  test('at time scale 0.5 all are twice as long', () => {
    const scaled = { header: { ...trace.header, timeScale: 0.5 }, events: trace.events };
    expectAll(scaled, [
      [meanWait, 11],
      [p99Response, 29.82],
      [makespan, 48],
    ]);
  });

  test('a response of exactly the target is not over it', () => {
    near(sloViolations({ target: seconds(12) }).of(trace), 30);
    near(sloViolations({ target: seconds(11.9) }).of(trace), 40);
  });

  test('the objective adds all waits and the price of container-seconds', () => {
    near(objective({ price: 0.5 }).of(trace), 55 + 0.5 * 24);
  });
});

test('late sending is part of wait and response: both count from the intended arrival', () => {
  const late = storyOf({}, [
    container('c1'),
    request(0, { intended: 0, arrived: 400, dispatched: 500, finished: 900 }),
  ]);
  expectAll(late, [
    [meanWait, 0.5],
    [meanResponse, 0.9],
  ]);
});

test('a trial cut at its limit enters what is unfinished with at least limit − arrival', () => {
  const cut = storyOf({ requests: 4 }, [
    container('c1'),
    request(0, { intended: 0, dispatched: 2000, finished: 8000 }),
    request(1, { intended: 1000, dispatched: 8000 }),
    request(2, { intended: 40_000 }),
    ended(60_000, 'limit'),
  ]);
  expectAll(cut, [
    [meanWait, (2 + 7 + 20) / 3],
    [maxWait, 20],
    [meanResponse, (8 + 59 + 20) / 3],
    [maxResponse, 59],
    [makespan, 60],
    // The fourth never arrived.
    [unfinished, 3],
    [failed, 0],
    [sloViolations({ target: seconds(30) }), 100 / 3],
  ]);
});

test('failed requests are counted and over every target, but have no response', () => {
  const trace = storyOf({}, [
    container('c1'),
    request(0, { intended: 0, dispatched: 1000, finished: 2000 }),
    request(1, { intended: 0, dispatched: 2000, retried: 3000, failed: 9000 }),
    ended(9000),
  ]);
  expectAll(trace, [
    [failed, 1],
    [retries, 1],
    [unfinished, 0],
    [meanResponse, 2],
    [meanWait, 1.5],
    [makespan, 2],
    [sloViolations({ target: seconds(30) }), 50],
  ]);
});

test('a request that is tried again has waited until its first dispatch, and responds at its last', () => {
  const trace = storyOf({}, [
    container('c1'),
    request(0, { intended: 0, dispatched: 1000, retried: 4000, finished: 7000 }),
  ]);
  expectAll(trace, [
    [meanWait, 1],
    [meanResponse, 7],
    [retries, 1],
  ]);
});

test('nobody answered: not available, never 0', () => {
  const nobody = storyOf({}, [container('c1'), ended(1000)]);
  const cutOff = storyOf({}, [container('c1'), request(0, { intended: 0 })]);
  for (const trace of [nobody, cutOff]) {
    for (const metric of [meanWait, p95Response, makespan])
      assert.ok(Number.isNaN(metric.of(trace)), metric.name);
  }
});
