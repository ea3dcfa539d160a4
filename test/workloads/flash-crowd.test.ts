import assert from 'node:assert/strict';
import test from 'node:test';
import { seconds } from '../../harness/clock.ts';
import { flashCrowd } from '../../harness/workloads/flash-crowd.ts';
import { keepsItsPromise, meanCount, poissonNear, timesOf } from './curves.ts';

const at = (from: number, to: number) => ({ min: seconds(from), max: seconds(to) });
const shape = {
  duration: seconds(900),
  work: 1000,
  base: 6,
  crowd: 66,
  rise: seconds(20),
  stay: seconds(100),
  fade: seconds(60),
};

test('a flash crowd keeps its promise: seeded, in order, within its time', () =>
  keepsItsPromise(flashCrowd({ ...shape, comes: at(100, 300) }), seconds(900)));

test('6 a minute before, 66 while it stays, and e times less of the rest a minute later', () => {
  const times = timesOf(flashCrowd({ ...shape, comes: at(200, 200) }), 300);
  poissonNear(meanCount(times, 0, 200), 20, 300);
  poissonNear(meanCount(times, 200, 220), 2 + 10, 300);
  poissonNear(meanCount(times, 220, 320), 110, 300);
  // From 60 s after the end on, over 60 s: 60·60/e·(1 − 1/e)/60 above the base of 6.
  poissonNear(meanCount(times, 380, 440), 6 + (60 / Math.E) * (1 - 1 / Math.E), 300);
});

test('when it comes is decided by the seed, anywhere in the given time', () => {
  const sudden = { ...shape, base: 0, rise: 0, fade: 0, crowd: 6000 };
  const firsts = timesOf(flashCrowd({ ...sudden, comes: at(100, 300) }), 100).map(all => all[0]!);
  assert.ok(
    Math.min(...firsts) < 115 && Math.max(...firsts) > 285,
    `${Math.min(...firsts)} … ${Math.max(...firsts)}`,
  );
  assert.ok(firsts.every(first => first >= 100 && first < 301));
});

test('a time to come that ends before it begins is refused', () => {
  assert.throws(
    () => flashCrowd({ ...shape, comes: at(300, 100) }),
    /comes\.max − comes\.min .* found -200000/,
  );
});
