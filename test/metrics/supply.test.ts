import assert from 'node:assert/strict';
import { test } from 'node:test';
import { busySeconds, containerSeconds, readySeconds } from '../../harness/metrics/container-seconds.ts';
import { meanContainers, peakContainers } from '../../harness/metrics/containers.ts';
import { asked, busy, existing, ready } from '../../harness/metrics/supply.ts';
import { container, ended, request, storyOf } from '../trace-builder.ts';
import { near } from './near.ts';

/** c1 is there from the start, c2 is asked for at 2 s, ready at 5 s, told to stop at 9 s while busy, gone at 12 s. */
const trace = storyOf({}, [
  container('c1'),
  container('c2', { starting: 2000, ready: 5000, stopping: 9000, gone: 12_000 }),
  request(0, { intended: 0, on: 'c1', dispatched: 1000, finished: 4000 }),
  request(1, { intended: 0, on: 'c2', dispatched: 6000, finished: 11_000 }),
  request(2, { intended: 0, on: 'c1', dispatched: 4000, finished: 20_000 }),
]);

test('existing, asked, ready and busy containers differ', () => {
  assert.deepEqual(existing(trace), { at: [-1000, 2000, 12_000], value: [1, 2, 1] });
  assert.deepEqual(asked(trace), { at: [-1000, 2000, 9000], value: [1, 2, 1] });
  assert.deepEqual(ready(trace), { at: [-1000, 5000, 9000], value: [1, 2, 1] });
  assert.deepEqual(busy(trace), { at: [1000, 6000, 11_000, 20_000], value: [1, 2, 1, 0] });
});

test('container-seconds count from the first arrival to the last completion, in all three ways', () => {
  near(containerSeconds.of(trace), 20 + 10);
  near(readySeconds.of(trace), 20 + 4);
  near(busySeconds.of(trace), 19 + 5);
  near(meanContainers.of(trace), 1.5);
  assert.equal(peakContainers.of(trace), 2);
});

test('at time scale 0.1 the same seconds are ten times as many paper seconds', () => {
  const scaled = { header: { ...trace.header, timeScale: 0.1 }, events: trace.events };
  near(containerSeconds.of(scaled), 300);
  near(meanContainers.of(scaled), 1.5);
});

test('a container that dies is supply until then, and one that never got ready is none', () => {
  const trace = storyOf({}, [
    container('c1', { died: 3000 }),
    container('c2', { starting: 1000, ready: 'never', died: 2000 }),
  ]);
  assert.deepEqual(ready(trace), { at: [-1000, 3000], value: [1, 0] });
  assert.deepEqual(existing(trace), { at: [-1000, 1000, 2000, 3000], value: [1, 2, 1, 0] });
});

test('a container that serves two requests at once is one busy container', () => {
  const trace = storyOf({}, [
    container('c1'),
    request(0, { intended: 0, dispatched: 0, finished: 6000 }),
    request(1, { intended: 0, dispatched: 2000, finished: 3000 }),
    request(2, { intended: 0, dispatched: 5000, finished: 9000 }),
  ]);
  assert.deepEqual(busy(trace), { at: [0, 9000], value: [1, 0] });
});

test('a trial that is cut costs until it is cut', () => {
  const trace = storyOf({}, [container('c1'), request(0, { intended: 5000 }), ended(65_000, 'limit')]);
  near(containerSeconds.of(trace), 60);
});

test('a trial without a request, or cut off, has no cost that could be told', () => {
  assert.ok(Number.isNaN(containerSeconds.of(storyOf({}, [container('c1'), ended(5000)]))));
  const cutOff = storyOf({}, [container('c1'), request(0, { intended: 0 })]);
  for (const metric of [containerSeconds, meanContainers, peakContainers]) {
    assert.ok(Number.isNaN(metric.of(cutOff)), metric.name);
  }
});
