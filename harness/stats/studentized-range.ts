import { bisect } from 'simple-statistics';
import { normalShare } from './distribution.ts';

/**
 * Probability that the range of `k` independent standard normal values is at most `q`:
 * k ∫ φ(z) (Φ(z) − Φ(z − q))^(k − 1) dz (Tukey 1953; Harter 1960, Ann. Math. Stat. 31), the studentized range with
 * infinite degrees of freedom. The trapezoid rule on so smooth a bell is exact to about 1e-12.
 */
export function rangeShare(q: number, k: number): number {
  const step = 0.05;
  let sum = 0;
  for (let z = -8; z <= 8; z += step) {
    sum += Math.exp((-z * z) / 2) * (normalShare(z) - normalShare(z - q)) ** (k - 1);
  }
  return (k * sum * step) / Math.sqrt(2 * Math.PI);
}

/** The range that a share `p` of sets of `k` standard normal values does not exceed. */
export const rangeQuantile = (p: number, k: number): number =>
  bisect(q => rangeShare(q, k) - p, 0, 20, 200, 1e-9);
