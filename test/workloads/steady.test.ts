import assert from 'node:assert/strict';
import test from 'node:test';
import { seconds } from '../../harness/clock.ts';
import { intend } from '../../harness/intended.ts';
import { steady } from '../../harness/workloads/steady.ts';
import { keepsItsPromise, meanCount, poissonNear, timesOf } from './curves.ts';

const workload = steady({ perMinute: 12, duration: seconds(600), work: 13_400 });

test('a steady stream keeps its promise: seeded, in order, within its time', () =>
  keepsItsPromise(workload, seconds(600)));

test('12 a minute are 120 in ten minutes, as many in the first half as in the second', () => {
  const times = timesOf(workload, 200);
  poissonNear(meanCount(times, 0, 300), 60, 200);
  poissonNear(meanCount(times, 300, 600), 60, 200);
});

test('its gaps are exponential: the share above the mean gap is 1/e, above three times that 1/e³', () => {
  const gaps = timesOf(workload, 200).flatMap(all => all.slice(1).map((at, i) => at - all[i]!));
  const share = (above: number): number => gaps.filter(gap => gap > above).length / gaps.length;
  for (const times of [1, 3]) {
    const expected = Math.exp(-times);
    const error = Math.sqrt((expected * (1 - expected)) / gaps.length);
    assert.ok(Math.abs(share(times * 5) - expected) < 4.5 * error, `${share(times * 5)} at ${times}`);
  }
});

test('without a spread all requests are alike, with one their mean work is still that asked', () => {
  assert.ok(intend(workload, 1).work.every(work => work === 13_400));
  const spread = steady({ perMinute: 600, duration: seconds(3600), work: 1000, workCv: 0.5 });
  const { work } = intend(spread, 1);
  const mean = work.reduce((a, b) => a + b, 0) / work.length;
  assert.ok(Math.abs(mean - 1000) < (4.5 * 500) / Math.sqrt(work.length), `mean work ${mean}`);
});

test('a rate that cannot be is refused in a sentence', () => {
  assert.throws(
    () => steady({ perMinute: 0, duration: 1, work: 1 }),
    /Workload steady: expected a peak above 0 .* found 0/,
  );
  assert.throws(
    () => steady({ perMinute: 1, duration: Number.POSITIVE_INFINITY, work: 1 }),
    /duration to be a finite number/,
  );
});
