import { mean } from 'simple-statistics';
import { averaged, type Comparison, type SeedPair } from './contrast.ts';
import { pairedRatio } from './paired-ratio.ts';

export interface Equivalence {
  readonly equivalent: boolean;
  /** The headline with its 90 % interval. */
  readonly ratio: Comparison;
  /** Where the interval must lie, ends included. */
  readonly margin: readonly [number, number];
}

/**
 * Two one-sided tests at 5 % each: equivalent when the 90 % interval lies inside [1 / (1 + delta), 1 + delta]
 * (Schuirmann 1987, J. Pharmacokinet. Biopharm. 15). On differences the margin is ± delta times the mean reference.
 */
export function equivalence(seeds: readonly SeedPair[], { delta = 0.05 } = {}): Equivalence {
  const ratio = pairedRatio(seeds, { confidence: 0.9 });
  const most = delta * Math.abs(mean(averaged(seeds).map(pair => pair.reference)));
  const margin = ratio.scale === 'ratio' ? ([1 / (1 + delta), 1 + delta] as const) : ([-most, most] as const);
  const inside = ratio.low >= margin[0] && ratio.high <= margin[1];
  return { equivalent: ratio.n > 1 && inside, ratio, margin };
}
