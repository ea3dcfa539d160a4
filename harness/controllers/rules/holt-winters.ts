import { legacyStart, smoothedStart } from './holt-winters-start.ts';

/*
 * Holt-Winters triple exponential smoothing with fixed coefficients, one step ahead, as the Predictive HPA runs it.
 * Source: Winters (1960) in the form of statsmodels 0.13.5, tsa/holtwinters/model.py (optimized=False), which
 * jthomperoo/predictive-horizontal-pod-autoscaler, algorithms/holt_winters/holt_winters.py calls.
 * Traps: the season is updated from the level and trend BEFORE the observation, not after it; with a damped
 * multiplicative trend the library starts a forecast from trend^phi / phi, and so does this.
 */

/** How two parts join: by sum or by product. */
export type Joining = 'add' | 'mul';

export interface HoltWintersOptions {
  readonly trend: Joining;
  readonly seasonal: Joining;
  /** Observations in a season; a whole number, at least 2. */
  readonly seasonalPeriods: number;
  /** Smoothing of level, trend and season, each 0 (never learns) to 1 (believes only the newest). */
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  /** Share of the trend that lives on to the next step; 1 is no damping. */
  readonly damping?: number | undefined;
  readonly start?: 'estimated' | 'legacy' | undefined;
}

/** Fewest observations for a forecast. */
export const leastObservations = (seasonalPeriods: number): number =>
  Math.max(2 * seasonalPeriods, 10 + 2 * Math.floor(seasonalPeriods / 2));

/** The forecast of the observation after the last. Throws where there are too few, or where a product needs them above 0. */
export const holtWinters = (options: HoltWintersOptions, series: readonly number[]): number => {
  const {
    trend: joinTrend,
    seasonal: joinSeason,
    seasonalPeriods,
    alpha,
    beta,
    gamma,
    damping = 1,
  } = options;
  check(options, series);
  const start = (options.start === 'legacy' ? legacyStart : smoothedStart)(options, series);
  const damped = (slope: number): number => (joinTrend === 'add' ? slope * damping : slope ** damping);
  let { level } = start;
  // As there: a forecast begins anew from the reported start, in which a product's damping is undone by division.
  let trend = joinTrend === 'mul' ? damped(start.trend) / damping : start.trend;
  const season = [...start.season];
  const joined = (slope: number): number => (joinTrend === 'add' ? level + slope : level * slope);

  for (const [i, observed] of series.entries()) {
    const slot = i % seasonalPeriods;
    const slope = damped(trend);
    const before = joined(slope);
    const usual = season[slot]!;
    const deseasoned = joinSeason === 'add' ? observed - usual : observed / usual;
    const next = alpha * deseasoned + (1 - alpha) * before;
    const grown = joinTrend === 'add' ? next - level : next / level;
    trend = beta * grown + (1 - beta) * slope;
    const effect = joinSeason === 'add' ? observed - before : observed / before;
    season[slot] = gamma * effect + (1 - gamma) * usual;
    level = next;
  }
  const ahead = joined(damped(trend));
  const usual = season[series.length % seasonalPeriods]!;
  return joinSeason === 'add' ? ahead + usual : ahead * usual;
};

const check = (
  { trend, seasonal, seasonalPeriods, damping = 1 }: HoltWintersOptions,
  series: readonly number[],
): void => {
  if (!(Number.isInteger(seasonalPeriods) && seasonalPeriods >= 2))
    throw new RangeError(
      `holtWinters expected a season of at least 2 whole observations, found ${seasonalPeriods}: correct it.`,
    );
  if (!(damping > 0 && damping <= 1))
    throw new RangeError(
      `holtWinters expected a damping above 0 and at most 1, found ${damping}: leave it out for none.`,
    );
  const least = leastObservations(seasonalPeriods);
  if (series.length < least)
    throw new RangeError(
      `holtWinters expected at least ${least} observations for seasons of ${seasonalPeriods}, found ${series.length}: wait for more.`,
    );
  if ((trend === 'mul' || seasonal === 'mul') && series.some(observed => !(observed > 0)))
    throw new RangeError(
      'holtWinters expected observations above 0, as a multiplicative part needs, found others: choose additive parts.',
    );
};
