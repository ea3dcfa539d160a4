import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rankTrend } from '../../harness/stats/rank-trend.ts';

test('the rank correlation agrees with a worked example', () => {
  // Order 1 … 10 against these ranks: Σd² = 194, rho = 1 − 6·194/990 (IQ and television, Wikipedia "Spearman's rho").
  const { rho, p } = rankTrend([1, 6, 8, 7, 10, 9, 3, 5, 2, 4]);
  assert.ok(Math.abs(rho - -0.175757575757576) < 1e-12, String(rho));
  assert.ok(Math.abs(p - 0.62718834477648) < 1e-6, String(p));
});

test('values that only rise have rho 1 and no chance, equal ones and very few say nothing', () => {
  const { rho, p } = rankTrend([1, 2, 3, 5, 8]);
  assert.ok(Math.abs(rho - 1) < 1e-12 && p === 0, `${rho} ${p}`);
  assert.ok(Number.isNaN(rankTrend([2, 2, 2, 2, 2]).p));
  assert.ok(Number.isNaN(rankTrend([1, 2, 3]).p));
});

test('ties share their rank', () => {
  const { rho } = rankTrend([1, 1, 2, 2]);
  assert.ok(Math.abs(rho - 4 / Math.sqrt(20)) < 1e-12, String(rho));
});
