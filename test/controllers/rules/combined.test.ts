import assert from 'node:assert/strict';
import { test } from 'node:test';
import { combined } from '../../../harness/controllers/rules/combined.ts';

const counts = [1, 10, 8, 15, 0];

test('the largest, the smallest, the mean and the middle one', () => {
  assert.deepEqual(
    (['maximum', 'minimum', 'mean', 'median'] as const).map(by => combined(by, counts)),
    [15, 0, 7, 8],
  );
  assert.deepEqual(counts, [1, 10, 8, 15, 0]); // left as they were
});

test('a half is rounded away from zero in the mean and cut off in the median', () => {
  assert.equal(combined('mean', [1, 2]), 2);
  assert.equal(combined('median', [1, 2]), 1);
  assert.equal(combined('median', [7, 1, 10, 8, 15, 0]), 7);
});

test('nothing makes 0, and a mean below 0 too', () => {
  for (const by of ['maximum', 'minimum', 'mean', 'median'] as const) assert.equal(combined(by, []), 0);
  assert.equal(combined('mean', [-3, -4]), 0);
});
