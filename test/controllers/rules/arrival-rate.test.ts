import assert from 'node:assert/strict';
import test from 'node:test';
import { arrivalRate } from '../../../harness/controllers/rules/arrival-rate.ts';

const seconds = (...counts: number[]) => counts.map(arrived => ({ arrived }));

test('the rate is the mean over the window, and over what there was before the window has passed', () => {
  const rate = arrivalRate(4000);
  assert.equal(rate([]), 0);
  assert.equal(rate(seconds(2, 4)), 3 / 1000);
  assert.equal(rate(seconds(2, 0, 6)), 3 / 1000);
  assert.equal(rate(seconds(0, 0, 0, 0, 0, 0)), 0);
});

test('two windows share nothing, and one of no second is refused', () => {
  const [one, other] = [arrivalRate(2000), arrivalRate(2000)];
  one(seconds(9, 9));
  assert.equal(other(seconds(1)), 1 / 1000);
  assert.throws(() => arrivalRate(400), /at least a second, found 400 ms/);
});
