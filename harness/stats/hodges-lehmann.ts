import { type Comparison, comparison, contrasts, type SeedPair } from './contrast.ts';
import type { Estimate } from './estimate.ts';
import { randomSignSum } from './signed-rank.ts';

/**
 * The Hodges–Lehmann ratio of arm to reference: the pseudo-median of the paired log ratios, with its exact signed-rank
 * interval. Repetitions are averaged within a seed first. Where a value is 0 or less, the same of the differences.
 */
export function hodgesLehmann(seeds: readonly SeedPair[], { confidence = 0.95 } = {}): Comparison {
  const { scale, values } = contrasts(seeds);
  const estimate = pseudoMedian(values, { confidence });
  return comparison(scale, estimate, {
    ratio: `Hodges–Lehmann ratio, ${estimate.method}`,
    difference: `Hodges–Lehmann difference, ${estimate.method}`,
  });
}

/**
 * The median of all means of two values, each value with itself too (Hodges & Lehmann 1963, Ann. Math. Stat. 34), and
 * the interval from the k-th smallest to the k-th largest of these means, with k from the exact distribution of the
 * signed-rank sum (Tukey 1949; Hollander & Wolfe 1999, section 3.3). With ties or zeros among the values the closed
 * interval holds the truth at least as often as promised (Noether 1967, JASA 62).
 * Below 6 values not even all means reach 95 %: then `confidence` is what they reach, 1 − 2^(1 − n).
 */
export function pseudoMedian(values: readonly number[], { confidence = 0.95 } = {}): Estimate {
  const n = values.length;
  if (n === 0) throw new Error('A pseudo-median needs at least one value, and there is none.');
  const sorted = Float64Array.from(values).sort();
  const count = (n * (n + 1)) / 2;
  const attainable = 1 - 2 ** (1 - n);
  const k = attainable < confidence ? 1 : placeOfEnd(n, confidence);
  const middle = (count + 1) / 2;
  return {
    point: (meanOfTwo(sorted, Math.floor(middle)) + meanOfTwo(sorted, Math.ceil(middle))) / 2,
    low: meanOfTwo(sorted, k),
    high: meanOfTwo(sorted, count + 1 - k),
    confidence: Math.min(confidence, attainable),
    n,
    method: attainable < confidence ? 'widest signed-rank interval of so few' : 'exact signed-rank interval',
  };
}

/**
 * The `place`-th smallest, from 1, of all means of two of the sorted values, each value with itself too: found by halving
 * the range between which it lies and counting, as there are too many means to sort for hundreds of seeds.
 */
export function meanOfTwo(sorted: Float64Array, place: number): number {
  let low = sorted[0]!;
  let high = sorted.at(-1)!;
  if (upTo(sorted, low).count >= place) return low;
  // Ends when no number lies between the two any more.
  for (let middle = low + (high - low) / 2; middle > low && middle < high; middle = low + (high - low) / 2) {
    if (upTo(sorted, middle).count >= place) high = middle;
    else low = middle;
  }
  return upTo(sorted, high).largest;
}

/** How many means of two are at most `limit`, and the largest of them. */
function upTo(sorted: Float64Array, limit: number): { count: number; largest: number } {
  let count = 0;
  let largest = Number.NEGATIVE_INFINITY;
  let partner = sorted.length - 1;
  for (let one = 0; one <= partner; one++) {
    while (partner >= one && (sorted[one]! + sorted[partner]!) / 2 > limit) partner--;
    if (partner < one) break;
    count += partner - one + 1;
    largest = Math.max(largest, (sorted[one]! + sorted[partner]!) / 2);
  }
  return { count, largest };
}

const knownEnds = new Map<string, number>();

/** The largest k with 2 · P(sum < k) ≤ 1 − confidence; remembered, since every metric of a study asks for the same. */
function placeOfEnd(n: number, confidence: number): number {
  const key = `${n}/${confidence}`;
  const known = knownEnds.get(key) ?? countPlaceOfEnd(n, confidence);
  knownEnds.set(key, known);
  return known;
}

function countPlaceOfEnd(n: number, confidence: number): number {
  const chance = randomSignSum(Array.from({ length: n }, (_, index) => index + 1));
  let below = 0;
  let k = 0;
  while (2 * (below + chance[k]!) <= 1 - confidence) below += chance[k++]!;
  return k;
}
