import assert from 'node:assert/strict';
import { test } from 'node:test';
import { friedman } from '../../harness/stats/friedman.ts';

const near = (found: number, known: number): void =>
  assert.ok(Math.abs(found - known) < 1e-9, `${found} is not ${known}`);

// Rounding first base in three ways, 22 players: Hollander & Wolfe 1973, page 140, as in R's ?friedman.test.
const players = [
  [5.4, 5.5, 5.55],
  [5.85, 5.7, 5.75],
  [5.2, 5.6, 5.5],
  [5.55, 5.5, 5.4],
  [5.9, 5.85, 5.7],
  [5.45, 5.55, 5.6],
  [5.4, 5.4, 5.35],
  [5.45, 5.5, 5.35],
  [5.25, 5.15, 5.0],
  [5.85, 5.8, 5.7],
  [5.25, 5.2, 5.1],
  [5.65, 5.55, 5.45],
  [5.6, 5.35, 5.45],
  [5.05, 5.0, 4.95],
  [5.5, 5.5, 5.4],
  [5.45, 5.55, 5.5],
  [5.55, 5.55, 5.35],
  [5.45, 5.5, 5.55],
  [5.5, 5.45, 5.25],
  [5.65, 5.6, 5.4],
  [5.7, 5.65, 5.55],
  [6.3, 6.3, 6.25],
];

test('with ties: the chi-square of 11.143 and p of 0.003805 that R prints, and the F that follows', () => {
  const { chiSquare, chiSquareP, f, p, meanRanks, n } = friedman(players);
  near(chiSquare, 11.142857142857132);
  near(chiSquareP, 0.003805040775511383);
  near(f, 7.121739130434773);
  near(p, 0.0021712983876075345);
  near(meanRanks[2]!, 1.4545454545454546);
  assert.equal(n, 22);
});

test('only the best way differs from the worst by more than the critical difference', () => {
  // 2.3437 · √(3 · 4 / (6 · 22)) = 0.7067; mean ranks 2.409, 2.136, 1.455: 2.136 − 1.455 = 0.682.
  const { criticalDifference, groups } = friedman(players);
  assert.ok(Math.abs(criticalDifference - 0.7067) < 1e-4);
  assert.deepEqual(groups, [
    [2, 1],
    [1, 0],
  ]);
});

test("Demšar's example has a critical difference of 1.25 (4 arms, 14 blocks)", () => {
  const blocks = Array.from({ length: 14 }, (_, block) => [1, 2, 3, 4].map(arm => (arm * block) % 5));
  assert.equal(friedman(blocks).criticalDifference.toFixed(2), '1.25');
});

test('where more is better the ranks turn round', () => {
  const { meanRanks } = friedman(players, { better: 'higher' });
  near(meanRanks[2]!, 4 - 1.4545454545454546);
});

test('unanimous blocks have the exact p of their agreement, ties none at all', () => {
  const { p, groups } = friedman(Array.from({ length: 10 }, () => [3, 1, 2]));
  near(p, 6 ** -9);
  assert.deepEqual(groups, [
    [1, 2],
    [2, 0],
  ]);
  const tied = friedman([
    [1, 1],
    [2, 2],
  ]);
  assert.deepEqual([tied.chiSquare, tied.p, tied.groups], [0, 1, [[0, 1]]]);
});

test('too little to rank is refused in a sentence', () => {
  assert.throws(() => friedman([[1, 2]]), /at least 2 blocks/);
  assert.throws(
    () =>
      friedman([
        [1, 2],
        [1, Number.NaN],
      ]),
    /finite value/,
  );
});
