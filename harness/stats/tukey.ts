import { quantile } from './quantile.ts';

/** Which side of the inner (1.5 IQR) and outer (3 IQR) fences a value lies on. */
export type OutlierClass = 'low severe' | 'low mild' | 'inside' | 'high mild' | 'high severe';

export interface Tukey {
  /** Inner fences, then outer ones; a value on a fence is inside it. */
  readonly inner: readonly [number, number];
  readonly outer: readonly [number, number];
  /** In the order of the values. */
  readonly classes: readonly OutlierClass[];
}

/**
 * Outliers by Tukey's fences: beyond 1.5 interquartile ranges from the quartiles mild, beyond 3 severe (Tukey 1977,
 * Exploratory Data Analysis, chapter 2; quartiles of type 7). They are shown, never dropped.
 */
export function tukey(values: readonly number[]): Tukey {
  const sorted = values.toSorted((a, b) => a - b);
  const [q1, q3] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  const fences = (k: number) => [q1 - k * (q3 - q1), q3 + k * (q3 - q1)] as const;
  const [inner, outer] = [fences(1.5), fences(3)];
  const classify = (value: number): OutlierClass => {
    if (value < outer[0]) return 'low severe';
    if (value < inner[0]) return 'low mild';
    if (value > outer[1]) return 'high severe';
    if (value > inner[1]) return 'high mild';
    return 'inside';
  };
  return { inner, outer, classes: values.map(classify) };
}
