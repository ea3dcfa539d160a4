import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tInterval } from '../../harness/stats/t-interval.ts';

// Student's sleep data (1908, second column less the first): mean 1.58, 95 % interval 0.7001142 to 2.4598858 (R, t.test).
const sleep = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];

test("the interval of Student's sleep data is the one that R prints", () => {
  const { point, low, high, n, confidence } = tInterval(sleep);
  assert.ok(Math.abs(point - 1.58) < 1e-12);
  assert.ok(Math.abs(low - 0.7001142) < 5e-8, `${low}`);
  assert.ok(Math.abs(high - 2.4598858) < 5e-8, `${high}`);
  assert.deepEqual([n, confidence], [10, 0.95]);
});

test('90 % is narrower than 95 %', () => {
  assert.ok(tInterval(sleep, { confidence: 0.9 }).high < tInterval(sleep).high);
});

test('one value has no interval and says so; none is refused', () => {
  const { low, high, confidence, method } = tInterval([3]);
  assert.deepEqual([low, high, confidence, method], [3, 3, 0, 'one value, no interval']);
  assert.throws(() => tInterval([]), /at least one value/);
});
