/*
 * How the Predictive HPA makes one count of several: its metrics' own and each model's.
 * Source: jthomperoo/predictive-horizontal-pod-autoscaler, internal/scalebehavior/scalebehavior.go,
 * DecideTargetReplicasByScalingStrategy.
 */

export type Combination = 'maximum' | 'minimum' | 'mean' | 'median';

/** One count of several; 0 of none. The mean is rounded half away from zero (and never below 0), the median is cut off. */
export const combined = (by: Combination, counts: readonly number[]): number => {
  if (counts.length === 0) return 0;
  switch (by) {
    case 'maximum':
      return Math.max(...counts);
    case 'minimum':
      return Math.min(...counts);
    case 'mean': {
      const total = counts.reduce((sum, one) => sum + one, 0);
      return total <= 0 ? 0 : Math.round(total / counts.length);
    }
    case 'median': {
      const sorted = counts.toSorted((a, b) => a - b);
      const half = Math.floor(sorted.length / 2);
      if (sorted.length % 2 === 1) return sorted[half]!;
      return Math.trunc((sorted[half - 1]! + sorted[half]!) / 2) + 0;
    }
  }
};
