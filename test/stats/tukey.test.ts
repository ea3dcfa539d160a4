import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tukey } from '../../harness/stats/tukey.ts';

// Quartiles of 1 … 9 with one value put in place of 9 or 1: 3 and 7, so IQR 4, fences −3 and 13, −9 and 19.

test('beyond 1.5 IQR is mild, beyond 3 IQR severe, a value on the fence is inside', () => {
  const last = (value: number) => tukey([1, 2, 3, 4, 5, 6, 7, 8, value]).classes.at(-1);
  assert.deepEqual([9, 13, 14, 19, 20].map(last), [
    'inside',
    'inside',
    'high mild',
    'high mild',
    'high severe',
  ]);
  const first = (value: number) => tukey([value, 2, 3, 4, 5, 6, 7, 8, 9]).classes[0];
  assert.deepEqual([-3, -4, -9, -10].map(first), ['inside', 'low mild', 'low mild', 'low severe']);
});

test('fences and classes keep the order of the values', () => {
  const { inner, outer, classes } = tukey([40, 8, 1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual(
    [inner, outer],
    [
      [-3, 13],
      [-9, 19],
    ],
  );
  assert.equal(classes[0], 'high severe');
  assert.equal(classes.length, 9);
});

test('no value is an outlier when all are equal', () => {
  assert.deepEqual(new Set(tukey([5, 5, 5, 5]).classes), new Set(['inside']));
});
