import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holm } from '../../harness/stats/holm.ts';

test("p values are adjusted step by step, in the order given, as R's p.adjust does", () => {
  const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
  [0.03, 0.06, 0.06, 0.02].forEach((known, index) => {
    assert.ok(Math.abs(adjusted[index]! - known) < 1e-12);
  });
});

test('nothing passes 1, and a family of one is left alone', () => {
  assert.deepEqual(holm([0.6, 0.7]), [1, 1]);
  assert.deepEqual(holm([0.03]), [0.03]);
  assert.deepEqual(holm([]), []);
});
