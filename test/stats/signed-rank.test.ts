import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { randomSignSum, signedRank } from '../../harness/stats/signed-rank.ts';

const near = (found: number, known: number): void =>
  assert.ok(Math.abs(found - known) <= 1e-9, `${found} is not ${known}`);

/** Values 1 … n, signed so that the positive ranks sum to `sum`. */
function withPositiveSum(n: number, sum: number): number[] {
  let left = sum;
  const values: number[] = [];
  for (let rank = n; rank >= 1; rank--) {
    values.push(rank <= left ? rank : -rank);
    if (rank <= left) left -= rank;
  }
  return values;
}

// Largest sums significant at 5 %, two-sided: F. Wilcoxon, S. Katti & R. Wilcox 1970, Selected Tables in Mathematical
// Statistics I, and Hollander & Wolfe 1999, table A.4. Third: how many of the 2^n signs give at most that sum, counted
// independently with Python's integers.
const published: [number, number, number][] = [
  [6, 0, 1],
  [7, 2, 3],
  [8, 3, 5],
  [9, 5, 10],
  [10, 8, 25],
  [11, 10, 43],
  [12, 13, 87],
  [13, 17, 196],
  [14, 21, 405],
  [15, 25, 785],
  [16, 29, 1452],
  [17, 34, 2934],
  [18, 40, 6328],
  [19, 46, 12941],
  [20, 52, 25397],
  [21, 58, 48227],
  [22, 65, 96805],
  [23, 73, 203176],
  [24, 81, 411555],
  [25, 89, 809709],
];

for (const [n, sum, count] of published) {
  test(`n = ${n}: a sum of ${sum} is the last significant one, as in the published tables`, () => {
    const last = signedRank(withPositiveSum(n, sum));
    assert.equal(last.positive, sum);
    near(last.p, (2 * count) / 2 ** n);
    assert.ok(last.p <= 0.05 && signedRank(withPositiveSum(n, sum + 1)).p > 0.05);
    const mirrored = withPositiveSum(n, sum).map(value => -value);
    near(signedRank(mirrored).p, last.p);
  });
}

test("the depression scores of Hollander & Wolfe (table 3.1) give R's p of 0.0390625", () => {
  const differences = [-0.952, 0.147, -1.022, -0.43, -0.62, -0.59, -0.49, 0.08, -0.01];
  assert.deepEqual(signedRank(differences), { positive: 5, n: 9, zeros: 0, p: 0.0390625 });
});

test('zeros by Pratt and ties by mid-ranks give the p of SciPy with all permutations', () => {
  // scipy.stats.wilcoxon(x, zero_method='pratt', method=PermutationMethod(n_resamples=10**9)), version 1.17.
  near(signedRank([0, 0, 1, 2, 2, -1, 3, 4, -2, 5]).p, 0.1171875);
  near(signedRank([0, 1, 1, 1, -1, 2, 3]).p, 0.15625);
  near(signedRank([0, 0, 0, 0, 1, 2, 3, 4, 5, 6]).p, 0.03125);
  near(signedRank([-1, 1, 2, 2, 2, -2, 0, 3, 5, 0, 7, 8]).p, 0.03515625);
  assert.equal(signedRank([0, 0, 1, 2, 2, -1, 3, 4, -2, 5]).positive, 42.5);
});

test('counting agrees with enumerating every sign, with zeros and ties', () => {
  const small = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(small, values => near(signedRank(values).p, enumerated(values))),
    { seed: 1, numRuns: 200 },
  );
});

/** The same p from the definition: mid-ranks by comparing pairs, all 2^m signs of the m values that are not 0. */
function enumerated(values: readonly number[]): number {
  const ranks = values.map(value => {
    const smaller = values.filter(other => Math.abs(other) < Math.abs(value)).length;
    const equal = values.filter(other => Math.abs(other) === Math.abs(value)).length;
    return smaller + (equal + 1) / 2;
  });
  const moving = ranks.filter((_, index) => values[index] !== 0);
  const seen = ranks.reduce((sum, rank, index) => sum + (values[index]! > 0 ? rank : 0), 0);
  let [low, high] = [0, 0];
  for (let signs = 0; signs < 2 ** moving.length; signs++) {
    const sum = moving.reduce((all, rank, bit) => all + ((signs >> bit) & 1 ? rank : 0), 0);
    if (sum <= seen) low++;
    if (sum >= seen) high++;
  }
  return Math.min(1, (2 * Math.min(low, high)) / 2 ** moving.length);
}

test('nothing but zeros is no evidence', () => {
  assert.equal(signedRank([0, 0, 0]).p, 1);
});

test('the distribution of a random sum is whole and symmetric, also for hundreds of ranks', () => {
  const chance = randomSignSum(Array.from({ length: 300 }, (_, index) => index + 1));
  near(
    chance.reduce((sum, share) => sum + share, 0),
    1,
  );
  near(chance[20_000]!, chance[chance.length - 1 - 20_000]!);
});
