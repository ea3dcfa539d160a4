import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doubledMidRanks } from '../../harness/stats/mid-ranks.ts';

test('equal values share the mean of their ranks, doubled', () => {
  // Ranks 3, 1.5, 1.5, 5, 5, 5.
  assert.deepEqual(doubledMidRanks([7, 2, 2, 9, 9, 9]), [6, 3, 3, 10, 10, 10]);
  assert.deepEqual(doubledMidRanks([]), []);
});
