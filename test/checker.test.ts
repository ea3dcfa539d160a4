import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cpuChecker } from '../harness/checker.ts';
import type { Clock } from '../harness/clock.ts';
import type { Cluster, Container, CpuReading } from '../harness/engine.ts';

/* A quota of half a core and slots of 1000 ms; the container is idle since it was ready, at 100. */
const container: Container = { id: 'c1', index: 1, state: 'ready', askedAt: 0, idleSince: 100 };

function checked() {
  let now = 0;
  let reading: CpuReading | undefined;
  const isFree = cpuChecker({
    cluster: { cpu: () => reading } as unknown as Cluster,
    clock: { now: () => now } as unknown as Clock,
    quota: 0.5,
    slot: 1000,
  });
  /** At that moment, with that counter. */
  return (at: number, found?: CpuReading): boolean => {
    now = at;
    reading = found;
    return isFree(container);
  };
}

test('free is who used less than 3 % of its quota since the last look', () => {
  const free = checked();
  assert.equal(free(1000, { usedMs: 300, at: 1000 }), false); // it started: 60 % of its half core
  assert.equal(free(2000, { usedMs: 314, at: 2000 }), true); // 14 of 500 ms: 2.8 %
  assert.equal(free(3000, { usedMs: 330, at: 3000 }), false); // 16 of 500 ms: 3.2 %
});

test('asked again before the counter was read again, it says the same again', () => {
  const free = checked();
  assert.equal(free(1000, { usedMs: 300, at: 1000 }), false);
  assert.equal(free(1010, { usedMs: 300, at: 1000 }), false);
});

test('one whose counter has not been read yet is not known to be free', () => {
  assert.equal(checked()(150), false);
});

test('without a counter, or with one older than a slot, it refuses to guess', () => {
  assert.throws(
    () => checked()(1200),
    /^Error: Checker cpu-below-3%: expected a CPU counter of container c1 no older than a slot of 1000 ms, found none; use the checker "idle"/,
  );
  assert.throws(() => checked()(3000, { usedMs: 5, at: 1000 }), /found one of 2000 ms ago/);
});
