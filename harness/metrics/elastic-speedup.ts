import type { Millis } from '../clock.ts';
import type { Trace } from '../trace.ts';
import { tauOf } from './tau.ts';
import { thetaOf } from './theta.ts';

/**
 * Epsilon, the elastic speedup of a scaler over none: the geometric mean of the four ratios (without / with) of
 * theta_U, theta_O, tau_U and tau_O; above 1 where the scaler gains. It is of two trials that met the same requests,
 * hence no `Metric`. NaN, to be shown as "n/a", when any of the eight is 0: a ratio is never dropped.
 * Source: Herbst et al., "Quantifying Cloud Performance and Dependability", ACM ToMPECS 3(4), 2018.
 */
export function elasticSpeedup(trials: { with: Trace; without: Trace; target: Millis }): number {
  const four = (trace: Trace): number[] => {
    const theta = thetaOf(trace, trials.target);
    const tau = tauOf(trace, trials.target);
    return [theta.under, theta.over, tau.under, tau.over];
  };
  const scaled = four(trials.with);
  const unscaled = four(trials.without);
  return speedup(scaled, unscaled);
}

/** The metrics that it is made of, of one trial. */
export const speedupMetrics = ['theta.under', 'theta.over', 'tau.under', 'tau.over'] as const;

/** The geometric mean of the ratios without / with; NaN where a value is 0 or not known. */
export function speedup(scaled: readonly number[], unscaled: readonly number[]): number {
  if ([...scaled, ...unscaled].some(value => !(value > 0))) return Number.NaN;
  const logs = unscaled.map((value, i) => Math.log(value / scaled[i]!));
  return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}
