import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Sampler } from '../harness/sampler.ts';

/* Paper seconds of 100 wall milliseconds, as at time scale 0.1. */
const sampler = (used: () => number = () => 0): Sampler => new Sampler(0, 100, used);

test('a bucket holds means over its time, not over its events', () => {
  const one = sampler();
  one.note(25, 4, 1);
  one.note(75, 0, 2);
  const [bucket] = one.take(100);
  // queued: 0 for 25, 4 for 50, 0 for 25; running: 0 for 25, 1 for 50, 2 for 25.
  assert.deepEqual(bucket, { queued: 2, running: 1, cpu: 0, arrived: 0 });
});

test('only whole seconds are told, each once', () => {
  const one = sampler();
  one.note(0, 1, 0);
  assert.equal(one.take(250).length, 2);
  assert.equal(one.take(299).length, 0);
  assert.equal(one.take(300).length, 1);
});

test('what lasts over several seconds counts in each', () => {
  const one = sampler();
  one.note(50, 6, 2);
  const buckets = one.take(300);
  assert.deepEqual(
    buckets.map(b => b.queued),
    [3, 6, 6],
  );
  assert.deepEqual(
    buckets.map(b => b.running),
    [1, 2, 2],
  );
});

test('arrivals are counted in the second in which they came', () => {
  const one = sampler();
  one.arrived(0);
  one.arrived(99);
  one.note(100, 0, 0);
  one.arrived(100);
  assert.deepEqual(
    one.take(200).map(b => b.arrived),
    [2, 1],
  );
});

test('an arrival after a long silence counts in its own second, not in the one in which the silence began', () => {
  const one = sampler();
  one.note(10, 0, 1);
  one.arrived(350);
  one.note(350, 1, 1);
  assert.deepEqual(
    one.take(400).map(b => b.arrived),
    [0, 0, 0, 1],
  );
});

test('CPU that was read late is spread evenly over the time since the last reading', () => {
  let used = 0;
  const one = sampler(() => used);
  used = 300; // quota-milliseconds within 200 ms: one and a half quotas
  assert.deepEqual(
    one.take(200).map(b => b.cpu),
    [1.5, 1.5],
  );
});
