import { mean, quantileSorted } from 'simple-statistics';

/** Raw values in a few numbers; all NaN where there are no values, or one of them is NaN (not known). */
export interface Sample {
  readonly n: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

const nothing = { mean: Number.NaN, p50: Number.NaN, p95: Number.NaN, p99: Number.NaN, max: Number.NaN };

/** Quantiles are of type 7 (Hyndman and Fan 1996): linear between neighbours, as in R and NumPy by default. */
export function sampleOf(values: Iterable<number>): Sample {
  const sorted = Array.from(Float64Array.from(values).sort());
  const n = sorted.length;
  // Sorting puts NaN last.
  if (n === 0 || Number.isNaN(sorted[n - 1])) return { ...nothing, n };
  const at = (share: number): number => quantileSorted(sorted, share);
  return { n, mean: mean(sorted), p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted[n - 1]! };
}
