import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { adjusted } from '../../../harness/controllers/rules/capacity-change.ts';

const percent = (adjustment: number, current: number, minAdjustmentMagnitude?: number): number =>
  adjusted({ type: 'PercentChangeInCapacity', adjustment, minAdjustmentMagnitude }, current);

test('a percentage goes toward zero, but a fraction of one instance is one', () => {
  assert.deepEqual([percent(127, 10), percent(67, 1), percent(-58, 1), percent(-667, 1)], [22, 2, 0, -5]);
  assert.deepEqual([percent(100, 1), percent(99, 1), percent(199, 1)], [2, 2, 2]);
});

test('nothing of something and something of nothing are nothing', () => {
  assert.equal(percent(0, 10, 3), 10);
  assert.equal(percent(50, 0), 0);
});

test('the minimum magnitude holds in both directions, and from an empty group', () => {
  assert.deepEqual([percent(25, 4, 2), percent(-25, 4, 2), percent(50, 0, 2)], [6, 2, 2]);
  assert.equal(percent(100, 4, 2), 8); // more than the minimum is left alone
});

test('the minimum magnitude is for percentages only', () => {
  const change = { adjustment: 1, minAdjustmentMagnitude: 3 };
  assert.equal(adjusted({ type: 'ChangeInCapacity', ...change }, 4), 5);
  assert.equal(adjusted({ type: 'ExactCapacity', ...change }, 4), 1);
});

test('whatever is asked for stays within bounds', () => {
  const type = fc.constantFrom('ChangeInCapacity', 'ExactCapacity', 'PercentChangeInCapacity');
  const count = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(
      type,
      fc.integer({ min: -300, max: 300 }),
      count,
      count,
      count,
      (kind, by, now, min, more) => {
        const capacity = adjusted({ type: kind, adjustment: by }, now, { min, max: min + more });
        assert.ok(Number.isInteger(capacity) && min <= capacity && capacity <= min + more);
      },
    ),
  );
});
