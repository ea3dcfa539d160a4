import { contrasts, type SeedPair } from './contrast.ts';
import { normalQuantile } from './distribution.ts';
import type { Estimate } from './estimate.ts';

/**
 * The probability that the arm is better than the reference on a seed, ties counted half (the probability of superiority,
 * Grissom & Kim 2012, for pairs), with Wilson's score interval (Wilson 1927, JASA 22; advised for small n by Brown, Cai
 * & DasGupta 2001, Statist. Sci. 16). 0.5 means neither.
 */
export function superiority(
  seeds: readonly SeedPair[],
  { better = 'lower', confidence = 0.95 }: { better?: 'lower' | 'higher'; confidence?: number } = {},
): Estimate {
  const { values } = contrasts(seeds);
  const n = values.length;
  const sign = better === 'lower' ? -1 : 1;
  const wins = values.reduce((sum, value) => sum + (1 + sign * Math.sign(value)) / 2, 0);
  const point = wins / n;
  const z2 = normalQuantile((1 + confidence) / 2) ** 2;
  const centre = (point + z2 / (2 * n)) / (1 + z2 / n);
  const half = Math.sqrt(z2 * ((point * (1 - point)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
  const method = 'share of seeds on which the arm is better, Wilson interval';
  return { point, low: Math.max(0, centre - half), high: Math.min(1, centre + half), confidence, n, method };
}
