import { linearRegression } from 'simple-statistics';
import type { HoltWintersOptions } from './holt-winters.ts';

/*
 * Where Holt-Winters starts: level, trend and season before the first observation.
 * Source: Hyndman et al., Forecasting with Exponential Smoothing (2008), section 2.6, in the form of statsmodels 0.13.5,
 * tsa/exponential_smoothing/initialization.py (_initialization_heuristic), and its older way (_initialize_legacy).
 */

export interface Start {
  readonly level: number;
  readonly trend: number;
  readonly season: readonly number[];
}

type Shape = Pick<HoltWintersOptions, 'trend' | 'seasonal' | 'seasonalPeriods'>;

/** From a centred moving average of the first seasons: its line gives level and trend, what differs from it the season. */
export const smoothedStart = (
  { trend, seasonal, seasonalPeriods: m }: Shape,
  series: readonly number[],
): Start => {
  const half = Math.floor(m / 2);
  const cycles = Math.max(Math.min(5, Math.floor(series.length / m)), Math.ceil((10 + 2 * half) / m));
  const first = series.slice(0, cycles * m);
  const average = centredAverage(first, m);

  const effects = Array.from({ length: m }, () => ({ sum: 0, count: 0 }));
  for (const [i, smooth] of average.entries()) {
    const observed = first[half + i]!;
    const effect = effects[(half + i) % m]!;
    effect.sum += seasonal === 'add' ? observed - smooth : observed / smooth;
    effect.count++;
  }
  const means = effects.map(({ sum, count }) => sum / count);
  const overall = mean(means);
  const { m: slope, b: level } = linearRegression(average.slice(0, 10).map((y, i) => [i + 1, y]));
  return {
    level,
    trend: trend === 'add' ? slope : 1 + slope / level,
    season: means.map(one => (seasonal === 'add' ? one - overall : one / overall)),
  };
};

/** Of length m, begun at index ⌊m/2⌋; an even m is averaged once more over two neighbours, or it would lie between slots. */
const centredAverage = (values: readonly number[], m: number): number[] => {
  const once = Array.from({ length: values.length - m + 1 }, (_, i) => mean(values.slice(i, i + m)));
  return m % 2 === 1 ? once : once.slice(1).map((value, i) => (once[i]! + value) / 2);
};

/** From the first two seasons; the level is the mean of every m-th value. */
export const legacyStart = (
  { trend, seasonal, seasonalPeriods: m }: Shape,
  series: readonly number[],
): Start => {
  const level = mean(series.filter((_, i) => i % m === 0));
  const [first, second] = [series.slice(0, m), series.slice(m, 2 * m)];
  return {
    level,
    trend: trend === 'add' ? (mean(second) - mean(first)) / m : (mean(second) / mean(first)) ** (1 / m),
    season: first.map(observed => (seasonal === 'add' ? observed - level : observed / level)),
  };
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
