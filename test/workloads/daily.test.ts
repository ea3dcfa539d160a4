import assert from 'node:assert/strict';
import test from 'node:test';
import { seconds } from '../../harness/clock.ts';
import { daily } from '../../harness/workloads/daily.ts';
import { keepsItsPromise, meanCount, poissonNear, timesOf } from './curves.ts';

const workload = daily({ mean: 12, swing: 0.8, cycle: seconds(600), duration: seconds(1200), work: 1000 });

test('days keep their promise: seeded, in order, within their time', () =>
  keepsItsPromise(workload, seconds(1200)));

test('a day has its mean; its noon 1.8 times as many, its night a fifth', () => {
  const times = timesOf(workload, 300);
  poissonNear(meanCount(times, 0, 1200), 240, 300);
  // Over 60 s around noon the mean of the cosine is sin(π/10)/(π/10).
  const flat = Math.sin(Math.PI / 10) / (Math.PI / 10);
  poissonNear(meanCount(times, 270, 330), 12 * (1 + 0.8 * flat), 300);
  poissonNear(meanCount(times, 570, 630), 12 * (1 - 0.8 * flat), 300);
});

test('a swing above the mean would be a negative rate, and is refused', () => {
  assert.throws(
    () => daily({ mean: 12, swing: 1.2, cycle: 1000, duration: 1000, work: 1 }),
    /1 − swing to be .* found -0\.19/,
  );
});
