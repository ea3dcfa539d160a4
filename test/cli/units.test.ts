import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration, percentage } from '../../harness/cli/run.ts';

test('a percentage needs its sign, so that 5 is never taken for 500 %', () => {
  assert.equal(percentage('--until')('5%'), 0.05);
  assert.equal(percentage('--until')('2.5 %'), 0.025);
  for (const wrong of ['5', '0.05', '-5%', '0%', 'five%'])
    assert.throws(() => percentage('--until')(wrong), /--until: expected a percentage such as 5%, found/);
});

test('a time needs its unit', () => {
  assert.equal(duration('--budget')('90s'), 90_000);
  assert.equal(duration('--budget')('30m'), 1_800_000);
  assert.equal(duration('--budget')('1.5 h'), 5_400_000);
  for (const wrong of ['30', '0m', '30min', '-1h'])
    assert.throws(
      () => duration('--budget')(wrong),
      /--budget: expected a time such as 90s, 30m or 2h, found/,
    );
});
