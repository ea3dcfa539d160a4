import assert from 'node:assert/strict';
import test from 'node:test';
import { bucketTimes } from '../../../harness/controllers/rules/bucket-times.ts';

test('the first bucket of an observation ended so many seconds before it', () => {
  const ends = bucketTimes();
  assert.equal(ends(0, 0), 1000, 'none yet: the next one will end at 1 s');
  assert.equal(ends(2000, 2), 1000);
  assert.equal(ends(4003, 2), 3000, 'a decision may be late');
  assert.equal(ends(6000, 2), 5000);
});

test('what a rounding error shows a second early or late is counted on, not put on top of another', () => {
  const ends = bucketTimes();
  assert.equal(ends(1999.9999, 2), 1000, 'the observation seems to be too early for its second bucket');
  assert.equal(ends(4000.0001, 1), 3000, 'the fourth second is over, but its bucket is not closed yet');
  assert.equal(ends(6000, 3), 4000, 'so it comes with the next');
});

test('after observations that were lost the seconds are in their places again', () => {
  const ends = bucketTimes();
  ends(2000, 2);
  assert.equal(ends(10_000, 2), 9000);
  assert.equal(ends(12_000, 2), 11_000);
});
