import { mean, sampleStandardDeviation } from 'simple-statistics';
import { tQuantile } from './distribution.ts';
import type { Estimate } from './estimate.ts';

/**
 * The mean with Student's t interval, mean ± t(1 − α/2; n − 1) · s / √n (Student 1908, "The probable error of a mean",
 * Biometrika 6). One value has no interval: low and high are the value, and the confidence is 0.
 */
export function tInterval(values: readonly number[], { confidence = 0.95 } = {}): Estimate {
  const n = values.length;
  if (n === 0) throw new Error('A mean needs at least one value, and there is none.');
  const point = mean(values);
  if (n === 1) {
    return { point, low: point, high: point, confidence: 0, n, method: 'one value, no interval' };
  }
  const half = (tQuantile((1 + confidence) / 2, n - 1) * sampleStandardDeviation(values)) / Math.sqrt(n);
  return { point, low: point - half, high: point + half, confidence, n, method: 'mean, t interval' };
}
