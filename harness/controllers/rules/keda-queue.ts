import { isWithin, type Tolerance } from './hpa-ratio.ts';

/*
 * KEDA: when a queue wakes its workers, and how many the HPA that KEDA makes would ask for (external metric, AverageValue).
 * Source: kedacore/keda-docs@a55c5d34 (scaledobject-spec, scaling-deployments) and the HPA's replica calculator.
 */

export interface QueueSight {
  readonly queueLength: number;
  readonly targetPerReplica: number;
  readonly activationThreshold: number;
  readonly currentReplicas: number;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly tolerance: Tolerance;
}

/** Strictly more than the threshold. */
export const queueIsActive = (queueLength: number, activationThreshold: number): boolean =>
  queueLength > activationThreshold;

/** What the metric asks for, in bounds; whether the trigger is active makes no difference to it. */
export const queueReplicas = (seen: QueueSight): number => {
  const { queueLength, targetPerReplica, currentReplicas: current } = seen;
  const held = current > 0 && isWithin(queueLength / (targetPerReplica * current), seen.tolerance);
  const wanted = held ? current : Math.ceil(queueLength / targetPerReplica);
  // The HPA never goes below one; from 0 it does nothing before the executor has woken the target.
  const least = current > 0 ? Math.max(1, seen.minReplicas) : 0;
  return Math.max(least, Math.min(wanted, seen.maxReplicas));
};
