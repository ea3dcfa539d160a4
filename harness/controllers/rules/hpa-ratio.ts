/*
 * Kubernetes HPA v2: how far a metric is from its target.
 * Source: kubernetes/kubernetes, pkg/controller/podautoscaler/metrics/utilization.go, and Tolerances in replica_calculator.go.
 */

/** What each pod uses, by its name, in milli-units (1000 = one core, or 1.0 of another metric). */
export type Usage = ReadonlyMap<string, number>;

/** How far the ratio of metric and target may be from 1 before anything is done: 0.1 is ten percent. */
export interface Tolerance {
  readonly scaleUp: number;
  readonly scaleDown: number;
}

export const defaultTolerance: Tolerance = { scaleUp: 0.1, scaleDown: 0.1 };

/** Edges included. (The older form |1 − ratio| ≤ tolerance differs at exactly 1.1 in doubles.) */
export const isWithin = (ratio: number, { scaleUp, scaleDown }: Tolerance): boolean =>
  1 - scaleDown <= ratio && ratio <= 1 + scaleUp;

export interface Utilization {
  /** Whole percent of what the pods requested. */
  readonly percent: number;
  /** Mean usage of a pod, whole milli-units. */
  readonly average: number;
  /** `percent` (already whole) over the target. */
  readonly ratio: number;
}

/** Usage over requests of the pods that have both; undefined when nothing was requested. Divisions are of integers. */
export const utilizationOf = (
  usage: Usage,
  requests: ReadonlyMap<string, number>,
  targetPercent: number,
): Utilization | undefined => {
  let used = 0;
  let requested = 0;
  let count = 0;
  for (const [name, value] of usage) {
    const request = requests.get(name);
    if (request === undefined) continue;
    used += value;
    requested += request;
    count += 1;
  }
  if (requested === 0) return undefined;
  const percent = Math.trunc((100 * used) / requested);
  return { percent, average: Math.trunc(used / count), ratio: percent / targetPercent };
};

export interface MeanUsage {
  /** Mean of all pods, whole milli-units. */
  readonly mean: number;
  readonly ratio: number;
}

/** The mean over the target; of one pod at least. */
export const meanUsageOf = (usage: Usage, targetAverage: number): MeanUsage => {
  const mean = Math.trunc(usage.values().reduce((sum, value) => sum + value, 0) / usage.size);
  return { mean, ratio: mean / targetAverage };
};
