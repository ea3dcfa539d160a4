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

  const sums = new Array<number>(m).fill(0);
  const counts = new Array<number>(m).fill(0);
  average.forEach((smooth, i) => {
    const observed = first[half + i]!;
    const slot = (half + i) % m;
    sums[slot]! += seasonal === 'add' ? observed - smooth : observed / smooth;
    counts[slot]!++;
  });
  const means = sums.map((sum, slot) => sum / counts[slot]!);
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
  const once: number[] = [];
  for (let from = 0; from + m <= values.length; from++) once.push(meanWithin(values, from, from + m));
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

const mean = (values: readonly number[]): number => meanWithin(values, 0, values.length);

/** Of [from, to); a loop, since a decision takes dozens of them. */
function meanWithin(values: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i]!;
  return sum / (to - from);
}
