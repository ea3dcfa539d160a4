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
  const means = walshAverages(values);
  const attainable = 1 - 2 ** (1 - n);
  const k = attainable < confidence ? 1 : placeOfEnd(n, confidence);
  const middle = (means.length - 1) / 2;
  return {
    point: (means[Math.floor(middle)]! + means[Math.ceil(middle)]!) / 2,
    low: means[k - 1]!,
    high: means[means.length - k]!,
    confidence: Math.min(confidence, attainable),
    n,
    method: attainable < confidence ? 'widest signed-rank interval of so few' : 'exact signed-rank interval',
  };
}

function walshAverages(values: readonly number[]): Float64Array {
  const n = values.length;
  const means = new Float64Array((n * (n + 1)) / 2);
  let at = 0;
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) means[at++] = (values[i]! + values[j]!) / 2;
  return means.sort();
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
