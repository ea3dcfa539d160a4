import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quantile } from '../../harness/stats/quantile.ts';

test("quantiles are those of R's type 7", () => {
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  assert.equal(quantile(ten, 0.25), 3.25);
  assert.equal(quantile(ten, 0.5), 5.5);
  assert.ok(Math.abs(quantile([1, 2, 3, 4, 10], 0.9) - 7.6) < 1e-12);
  assert.deepEqual([quantile(ten, 0), quantile(ten, 1)], [1, 10]);
});

test('one value is every quantile, none has none', () => {
  assert.equal(quantile([4], 0.95), 4);
  assert.ok(Number.isNaN(quantile([], 0.5)));
});
