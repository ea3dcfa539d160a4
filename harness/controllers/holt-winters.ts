import type { ControllerDocs, ControllerFactory, Grid } from '../controller.ts';
import { holtWinters as forecast, type HoltWintersOptions, leastObservations } from './rules/holt-winters.ts';
import { foreseen } from './rules/phpa.ts';
import { type PhpaControllerOptions, phpaFactory, phpaGrid } from './rules/phpa-observed.ts';
import { roundedUp } from './rules/rounded-up.ts';

export const docs: ControllerDocs = {
  optimises:
    'nothing: it is an HPA that also asks for what its last wishes, taken as level, trend and season, come to one sync later',
  flaws:
    'season and coefficients must be known beforehand (here 6 syncs of 15 s and 0.9 each, from the example in its documentation) and a load without that season is misread; silent for the first 16 syncs; foresees its own rounded wishes, not the load; with the maximum of both it never scales in earlier. The original stores its history newest first and appends to it, so that it forecasts from reversed time: here the order is that of time, as documented',
  source:
    'jthomperoo/predictive-horizontal-pod-autoscaler@c91d0609, algorithms/holt_winters (statsmodels) and internal/controllers; vectors test/conformance/holt-winters.json',
};

export interface HoltWintersControllerOptions extends PhpaControllerOptions, Partial<HoltWintersOptions> {
  /** Whole seasons remembered, beside the one that is going on. */
  readonly storedSeasons?: number;
}

/** The Predictive HPA with its Holt-Winters model, between kMin and kMax. */
export const holtWinters = ({
  trend = 'add',
  seasonal = 'add',
  seasonalPeriods = 6,
  storedSeasons = 4,
  alpha = 0.9,
  beta = 0.9,
  gamma = 0.9,
  damping,
  start,
  ...options
}: HoltWintersControllerOptions = {}): ControllerFactory => {
  const shape = { trend, seasonal, seasonalPeriods, alpha, beta, gamma, damping, start };
  const multiplicative = trend === 'mul' || seasonal === 'mul';
  const least = leastObservations(seasonalPeriods);
  if (storedSeasons * seasonalPeriods < least - 1)
    throw new RangeError(
      `holt-winters expected to store at least ${Math.ceil((least - 1) / seasonalPeriods)} seasons of ${seasonalPeriods}, found ${storedSeasons}: with fewer it lacks observations for a forecast.`,
    );
  return phpaFactory(
    'holt-winters',
    () => ({
      forecast: history => {
        // A forecast of 0, as there: it loses against any wish, unless the combination is not the maximum.
        if (history.length < least) return { replicas: 0, words: 'too early for a forecast' };
        const series = history.map(({ replicas }) => replicas);
        if (multiplicative && series.includes(0)) return { replicas: undefined, words: 'no forecast of a 0' };
        const ahead = roundedUp(forecast(shape, series));
        return Number.isFinite(ahead)
          ? foreseen(ahead)
          : { replicas: undefined, words: 'no finite forecast' };
      },
      // Whole seasons go, so that one that has begun is finished first.
      kept: history => {
        const tooMany = Math.floor(history.length / seasonalPeriods) - storedSeasons;
        return history.slice(Math.max(0, tooMany) * seasonalPeriods);
      },
    }),
    options,
  );
};

export const grid: Grid<HoltWintersControllerOptions> = {
  ...phpaGrid,
  alpha: [0.3, 0.9],
  beta: [0.1, 0.9],
};

export const controller = holtWinters;
