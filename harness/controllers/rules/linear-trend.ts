import { linearRegression } from 'simple-statistics';
import type { Millis } from '../../clock.ts';

/** A count at a time. */
export interface Counted {
  readonly at: Millis;
  readonly replicas: number;
}

/**
 * Ordinary least squares of the counts over time, evaluated at a time; undefined without any. A single one is its own
 * forecast, and so is the mean of several at one time.
 * Source: jthomperoo/predictive-horizontal-pod-autoscaler, algorithms/linear_regression/linear_regression.py and internal/prediction/linear.
 */
export const linearTrend = (history: readonly Counted[], at: Millis): number | undefined => {
  if (history.length === 0) return undefined;
  // About the middle, in seconds: far from it, the squares of the times would swallow the differences.
  const middle = history.reduce((sum, one) => sum + one.at, 0) / history.length;
  const { m, b } = linearRegression(history.map(one => [(one.at - middle) / 1000, one.replicas]));
  if (!Number.isFinite(m)) return history.reduce((sum, one) => sum + one.replicas, 0) / history.length;
  return b + (m * (at - middle)) / 1000;
};
