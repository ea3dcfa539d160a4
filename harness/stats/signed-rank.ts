import { doubledMidRanks } from './mid-ranks.ts';

export interface SignedRank {
  /** Sum of the ranks of the values above 0. */
  readonly positive: number;
  readonly n: number;
  readonly zeros: number;
  /** Exact, two-sided. */
  readonly p: number;
}

/**
 * Wilcoxon's signed-rank test that values lie symmetrically about 0 (Wilcoxon 1945, Biometrics Bulletin 1). Zeros take
 * part in the ranking and are then set aside (Pratt 1959, JASA 54); ties get mid-ranks. p is exact given the ties:
 * twice the smaller tail, at most 1.
 */
export function signedRank(values: readonly number[]): SignedRank {
  const ranks = doubledMidRanks(values.map(Math.abs));
  const weights = ranks.filter((_, index) => values[index] !== 0);
  const positive = ranks.reduce((sum, rank, index) => sum + (values[index]! > 0 ? rank : 0), 0);
  const chance = randomSignSum(weights);
  const lower = total(chance.subarray(0, positive + 1));
  const upper = total(chance.subarray(positive));
  return {
    positive: positive / 2,
    n: values.length,
    zeros: values.length - weights.length,
    p: Math.min(1, 2 * Math.min(lower, upper)),
  };
}

/**
 * Index k holds the probability that the sum of those weights that a fair coin picks is k. Weights are whole numbers.
 * Counted one weight after another: with probability ½ it is in, else out; n²·(n + 1)/4 steps for ranks 1 … n.
 */
export function randomSignSum(weights: readonly number[]): Float64Array {
  const chance = new Float64Array(weights.reduce((sum, weight) => sum + weight, 1));
  chance[0] = 1;
  let reach = 0;
  for (const weight of weights) {
    reach += weight;
    // Downwards, so that chance[k - weight] is still that of the weights before.
    for (let k = reach; k >= weight; k--) chance[k] = (chance[k]! + chance[k - weight]!) / 2;
    for (let k = weight - 1; k >= 0; k--) chance[k] = chance[k]! / 2;
  }
  return chance;
}

const total = (shares: Float64Array): number => shares.reduce((sum, share) => sum + share, 0);
