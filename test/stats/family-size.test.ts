import assert from 'node:assert/strict';
import { test } from 'node:test';
import { largestFamily, seedsForFamily } from '../../harness/stats/family-size.ts';
import { holm } from '../../harness/stats/holm.ts';
import { signedRank } from '../../harness/stats/signed-rank.ts';

test('Holm can reject in families of 25 at 10 seeds, 12 at 9, none at 5', () => {
  assert.equal(largestFamily(10), 25);
  assert.equal(largestFamily(9), 12);
  assert.equal(largestFamily(5), 0);
});

test('one arm more than that, and even unanimous seeds are not enough', () => {
  const { p } = signedRank([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const smallest = (family: number) => holm([p, ...Array.from({ length: family - 1 }, () => 1)])[0]!;
  assert.ok(smallest(12) <= 0.05);
  assert.ok(smallest(13) > 0.05);
});

test('seeds for a family are the fewest that allow it', () => {
  assert.deepEqual(
    [1, 12, 13, 25, 26].map(family => seedsForFamily(family)),
    [6, 9, 10, 10, 11],
  );
});
