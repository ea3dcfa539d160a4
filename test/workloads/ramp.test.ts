import assert from 'node:assert/strict';
import test from 'node:test';
import { seconds } from '../../harness/clock.ts';
import { ramp } from '../../harness/workloads/ramp.ts';
import { keepsItsPromise, meanCount, poissonNear, timesOf } from './curves.ts';

const shape = { duration: seconds(600), work: 1000, before: seconds(100), after: seconds(100) };

test('a ramp keeps its promise: seeded, in order, within its time', () =>
  keepsItsPromise(ramp({ ...shape, from: 6, to: 30 }), seconds(600)));

test('from 6 to 30 a minute it is 6 before, 30 after, and 18 in the middle of the rise', () => {
  const times = timesOf(ramp({ ...shape, from: 6, to: 30 }), 300);
  poissonNear(meanCount(times, 0, 100), 10, 300);
  poissonNear(meanCount(times, 250, 350), 30, 300);
  poissonNear(meanCount(times, 500, 600), 50, 300);
});

test('it falls as well as it rises', () => {
  const times = timesOf(ramp({ ...shape, from: 30, to: 6 }), 300);
  poissonNear(meanCount(times, 0, 100), 50, 300);
  poissonNear(meanCount(times, 500, 600), 10, 300);
});

test('without time to rise it is a step', () => {
  const step = ramp({
    from: 6,
    to: 60,
    before: seconds(300),
    after: seconds(300),
    duration: seconds(600),
    work: 1,
  });
  const times = timesOf(step, 100);
  poissonNear(meanCount(times, 0, 300), 30, 100);
  poissonNear(meanCount(times, 300, 310), 10, 100);
});

test('more before and after than there is time for is refused', () => {
  assert.throws(
    () => ramp({ ...shape, from: 1, to: 2, before: seconds(600) }),
    /expected rise to be .* found -100000/,
  );
});
