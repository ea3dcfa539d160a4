import { type Comparison, comparison, contrasts, type SeedPair } from './contrast.ts';
import { tInterval } from './t-interval.ts';

/**
 * The headline: the geometric mean over seeds of the paired ratio arm / reference, with the t interval of the mean log
 * ratio (Fleming & Wallace 1986, "How not to lie with statistics", CACM 29(3), for the geometric mean; Student 1908 for
 * the interval). Repetitions are averaged within a seed first. Where a value is 0 or less, the mean paired difference.
 * Measured (test/long/stats-coverage.test.ts, 10 and 20 seeds): holds the truth in 94 to 96 % of studies; in 92 to 94 %
 * where the log ratios have two unequal modes. The Hodges–Lehmann interval beside it: 94 to 96 % and 93 to 95 %.
 */
export function pairedRatio(seeds: readonly SeedPair[], { confidence = 0.95 } = {}): Comparison {
  const { scale, values } = contrasts(seeds);
  return comparison(scale, tInterval(values, { confidence }), {
    ratio: 'geometric mean of paired ratios, t interval on the log scale',
    difference: 'mean of paired differences, t interval',
  });
}
