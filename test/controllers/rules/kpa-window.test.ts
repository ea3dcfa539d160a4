import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { seconds } from '../../../harness/clock.ts';
import { smoothingOf } from '../../../harness/controllers/rules/kpa-config.ts';
import { bucketWindow } from '../../../harness/controllers/rules/kpa-window.ts';

test('against the definition: the mean of the seconds since the first, at most the window', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 14 }),
      (values, size, late) => {
        const window = bucketWindow(seconds(size));
        values.forEach((value, second) => {
          window.record(seconds(second), value);
        });
        const inside = values
          .slice(-size)
          .slice(late < size ? Math.max(0, late - Math.max(0, size - values.length)) : size);
        const mean = inside.length === 0 ? 0 : inside.reduce((sum, value) => sum + value, 0) / inside.length;
        const found = window.average(seconds(values.length - 1 + late));
        assert.ok(Math.abs(found - mean) <= 1e-6, `${found}, expected ${mean}`);
      },
    ),
    { numRuns: 500 },
  );
});

test('nothing was recorded yet: empty, and 0', () => {
  const window = bucketWindow(seconds(5));
  assert.equal(window.isEmpty(0), true);
  assert.equal(window.average(0), 0);
  assert.equal(window.weightedAverage(0), 0);
  assert.equal(window.sum(0), 0);
  assert.deepEqual(window.nonZero(0), new Map());
});

test('it is empty strictly after a window, and the average is 0 from the window on', () => {
  const window = bucketWindow(seconds(5));
  window.record(0, 10);
  assert.equal(window.average(4999), 10);
  assert.equal(window.average(5000), 0);
  assert.equal(window.isEmpty(5000), false);
  assert.equal(window.isEmpty(5999), false, 'a time counts as the beginning of its bucket');
  assert.equal(window.isEmpty(6000), true);
});

test('times before the origin have buckets too', () => {
  const window = bucketWindow(seconds(5));
  window.record(-1500, 3);
  window.record(-1, 5);
  assert.equal(window.average(-1), 4);
  assert.deepEqual(
    window.nonZero(0),
    new Map([
      [-1000, 5],
      [-2000, 3],
    ]),
  );
});

test('a record exactly a window older than the newest is dropped, one bucket less is added in place', () => {
  const window = bucketWindow(seconds(5));
  window.record(seconds(10), 1);
  window.record(seconds(5), 100);
  assert.equal(window.sum(seconds(10)), 1);
  window.record(seconds(6), 9);
  assert.equal(window.average(seconds(10)), 2, 'and the mean is of all five from then on');
});

test('a newer record exactly a window later starts anew', () => {
  const window = bucketWindow(seconds(5));
  window.record(0, 100);
  window.record(seconds(4), 10);
  window.record(seconds(9), 6);
  assert.equal(window.average(seconds(9)), 6);
});

test('a window that is no multiple of its granularity rounds its buckets up', () => {
  assert.equal(bucketWindow(5500).buckets, 6);
  assert.equal(bucketWindow(seconds(60), seconds(2)).buckets, 30);
});

test('read before the newest record, all of it counts', () => {
  const window = bucketWindow(seconds(5));
  window.record(0, 1);
  window.record(seconds(3), 7);
  assert.equal(window.average(0), 2);
  assert.equal(window.sum(0), 8);
});

test('weights fall with the age in seconds from now, and late ones have lost theirs', () => {
  const window = bucketWindow(seconds(60));
  window.record(0, 10);
  window.record(seconds(1), 5);
  assert.equal(smoothingOf(60), 0.2);
  assert.ok(Math.abs(window.weightedAverage(seconds(1)) - (5 * 0.2 + 10 * 0.2 * 0.8)) < 1e-12);
  assert.ok(Math.abs(window.weightedAverage(seconds(3)) - (5 * 0.2 * 0.64 + 10 * 0.2 * 0.512)) < 1e-12);
});

test('wider: what is known stays, and the seconds that it might have known count as zeros', () => {
  const window = bucketWindow(seconds(2));
  window.record(0, 4);
  window.record(seconds(1), 8);
  window.resize(seconds(10), seconds(1));
  assert.equal(window.average(seconds(1)), 6);
  window.record(seconds(2), 6);
  assert.equal(window.average(seconds(2)), 6);
  assert.equal(window.buckets, 10);
});

test('narrower: the newest stay; after a silence of more than a window nothing does; the same size changes nothing', () => {
  const filled = () => {
    const window = bucketWindow(seconds(4));
    for (let second = 0; second < 4; second++) window.record(seconds(second), second + 1);
    return window;
  };
  const narrow = filled();
  narrow.resize(seconds(2), seconds(3));
  assert.equal(narrow.average(seconds(3)), 3.5);
  const silent = filled();
  silent.resize(seconds(60), seconds(8));
  assert.equal(silent.isEmpty(seconds(8)), true);
  silent.record(seconds(9), 5);
  assert.equal(silent.average(seconds(9)), 5, 'the first second is the first again');
  const same = filled();
  same.resize(seconds(4), seconds(100));
  assert.equal(same.average(seconds(3)), 2.5);
});
