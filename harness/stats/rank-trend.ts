import { sampleCorrelation } from 'simple-statistics';
import { fTail } from './distribution.ts';
import { doubledMidRanks } from './mid-ranks.ts';

/**
 * Do values rise or fall in the order given? Spearman's rank correlation with that order (mid-ranks for ties), and its two-sided p from
 * t = rho √((n − 2) / (1 − rho²)) with n − 2 degrees of freedom, whose square is an F (Kendall & Stuart 1973, 31.19; fair
 * from 9 values on). NaN below 4 values, or where all are equal.
 */
export function rankTrend(values: readonly number[]): { rho: number; p: number } {
  const n = values.length;
  if (n < 4 || values.every(value => value === values[0])) return { rho: Number.NaN, p: Number.NaN };
  const rho = sampleCorrelation([...values.keys()], doubledMidRanks(values));
  const square = rho * rho;
  if (square > 1 - 1e-12) return { rho, p: 0 };
  return { rho, p: fTail((square * (n - 2)) / (1 - square), 1, n - 2) };
}
