import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workDelivered } from '../../harness/metrics/delivery.ts';
import { metrics } from '../../harness/metrics/lateness.ts';
import { harnessCpu, harnessMemory } from '../../harness/metrics/overhead.ts';
import { container, ended, request, slot, storyOf } from '../trace-builder.ts';
import { near } from './near.ts';

test('lateness is told in wall milliseconds, of sends and of slots, steady ones apart from those with starts', () => {
  const trace = storyOf({ timeScale: 0.1 }, [
    container('c1'),
    request(0, { intended: 0, arrived: 1 }),
    request(1, { intended: 100, arrived: 103 }),
    slot(0, { due: 0, at: 2 }),
    slot(1, { due: 1000, at: 1004 }),
    slot(2, { due: 2000, at: 2090, starting: 3 }),
  ]);
  const found = Object.fromEntries(metrics().map(metric => [metric.name, metric.of(trace)]));
  near(found['lateness.sends.p50']!, 2);
  near(found['lateness.sends.p99']!, 2.98);
  near(found['lateness.sends.max']!, 3);
  near(found['lateness.slots.p50']!, 4);
  near(found['lateness.slots.max']!, 90);
  near(found['lateness.slots.steady.p50']!, 3);
  near(found['lateness.slots.steady.max']!, 4);
  near(found['lateness.slots.starting.p50']!, 90);
  assert.ok(metrics().every(metric => metric.unit === 'ms'));
});

test('the harness’s own CPU is a share of one core, and not available in virtual time', () => {
  const real = storyOf({}, [ended(10_000, 'served', { cpuMs: 250, memoryMiB: 80 })]);
  near(harnessCpu.of(real), 2.5);
  assert.equal(harnessMemory.of(real), 80);
  assert.ok(Number.isNaN(harnessCpu.of(storyOf({}, [ended(10_000)]))));
  assert.ok(Number.isNaN(harnessMemory.of(storyOf({}, []))));
});

/** Two requests of 10 s of work, served side by side on one core. */
const sideBySide = (finished: number, more: Parameters<typeof request>[1] = { intended: 0 }) =>
  storyOf({ paperCores: 1, timeScale: 0.1 }, [
    container('c1'),
    container('c2'),
    request(0, { ...more, work: 10_000, on: 'c1', dispatched: 0, finished }),
    request(1, { intended: 0, work: 10_000, on: 'c2', dispatched: 0, finished }),
    ended(finished),
  ]);

test('work is delivered in full when the busy containers got the cores they share', () => {
  near(workDelivered.of(sideBySide(2000)), 100);
  near(workDelivered.of(sideBySide(2500)), 80);
});

test('what an arm’s own starts and stops take is by design: requests that saw a container come or go do not count', () => {
  // Request 0 is served in peace and got all of its core; while request 1 was served, c2 started and took half of it.
  const story = (more: Parameters<typeof container>[1]) =>
    storyOf({ paperCores: 1, timeScale: 0.1 }, [
      container('c1'),
      container('c2', more),
      request(0, { intended: 0, work: 10_000, dispatched: 0, finished: 1000 }),
      request(1, { intended: 0, work: 10_000, dispatched: 1000, finished: 3000 }),
      ended(3000),
    ]);
  near(workDelivered.of(story({ starting: 1500, ready: 2500 })), 100);
  near(workDelivered.of(story({ stopping: 1500, gone: 2500 })), 100);
  near(workDelivered.of(story({})), (100 * 20) / 30);
  // Nobody was served in peace: not available.
  assert.ok(Number.isNaN(workDelivered.of(story({ starting: 500, ready: 2500 }))));
});

test('where work was lost, what was delivered cannot be told', () => {
  assert.ok(Number.isNaN(workDelivered.of(sideBySide(2000, { intended: 0, retried: 500 }))));
});
