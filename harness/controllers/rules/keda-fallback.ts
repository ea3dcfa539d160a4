/*
 * KEDA: what stands in for a trigger that cannot be read.
 * Source: kedacore/keda@8b4f083c, pkg/fallback/fallback.go, GetMetricsWithFallback and doFallback.
 */

export type FallbackBehavior =
  | 'static'
  | 'currentReplicas'
  | 'currentReplicasIfHigher'
  | 'currentReplicasIfLower';

export interface Fallback {
  /** Failures in a row that are borne; negative: the whole fallback is invalid. */
  readonly failureThreshold: number;
  readonly replicas: number;
  readonly behavior: FallbackBehavior;
}

export interface TriggerReading {
  /** Undefined: it could not be read. */
  readonly value: number | undefined;
  /** Of the metric, for each replica. */
  readonly target: number;
  readonly failuresBefore: number;
  readonly fallback: Fallback | undefined;
  /** Undefined: they could not be counted. */
  readonly currentReplicas: number | undefined;
}

/** The value to go on with, or undefined for an error, and the failures in a row by now. */
export const readWithFallback = (
  reading: TriggerReading,
): { readonly value: number | undefined; readonly failures: number } => {
  const { value, target, fallback, failuresBefore } = reading;
  if (value !== undefined) return { value, failures: 0 };
  // Failures are counted only for a fallback that is valid.
  if (fallback === undefined || fallback.failureThreshold < 0 || fallback.replicas < 0)
    return { value: undefined, failures: failuresBefore };
  const failures = failuresBefore + 1;
  const replicas =
    failures > fallback.failureThreshold ? replicasOf(fallback, reading.currentReplicas) : undefined;
  return { value: replicas === undefined ? undefined : target * replicas, failures };
};

const replicasOf = ({ behavior, replicas }: Fallback, current: number | undefined): number | undefined => {
  if (behavior === 'static' || current === undefined) return behavior === 'static' ? replicas : undefined;
  if (behavior === 'currentReplicas') return current;
  return behavior === 'currentReplicasIfHigher' ? Math.max(current, replicas) : Math.min(current, replicas);
};
