import type { PodGroups, Samples } from './hpa-pods.ts';
import { isWithin, type Tolerance, type Usage } from './hpa-ratio.ts';

/*
 * Kubernetes HPA v2: from a ratio to a count, when some pods gave no number.
 * Source: kubernetes/kubernetes, pkg/controller/podautoscaler/replica_calculator.go, GetResourceReplicas and calcPlainMetricReplicas.
 */

/** A metric as measured per pod. */
export interface Measured {
  /** Usage over target, of the pods in `usage`. */
  readonly ratio: number;
  readonly usage: Usage;
  readonly groups: PodGroups;
  readonly current: number;
  /** What a pod without a sample is taken to use, before scaling down. */
  readonly assumed: (name: string) => number;
  readonly ratioOf: (usage: Usage) => number;
}

/** ceil(ratio × ready pods), or the current count within tolerance, when in doubt, or where the doubt turns the direction. */
export const replicasFor = (measured: Measured, tolerance: Tolerance): number => {
  const { ratio, usage, groups, current, assumed, ratioOf } = measured;
  const startingIntoScaleUp = groups.unready.length > 0 && ratio > 1;
  if (!startingIntoScaleUp && groups.missing.length === 0)
    return isWithin(ratio, tolerance) ? current : whole(ratio * groups.ready.length);
  // Whoever gives no number is assumed to speak against the change: idle before scaling up, busy before scaling down.
  const filled = new Map(usage);
  if (ratio < 1) for (const name of groups.missing) filled.set(name, assumed(name));
  if (ratio > 1) for (const name of [...groups.missing, ...groups.unready]) filled.set(name, 0);
  const again = ratioOf(filled);
  const turned = (ratio < 1 && again > 1) || (ratio > 1 && again < 1);
  if (isWithin(again, tolerance) || turned) return current;
  const replicas = whole(again * filled.size);
  const against = (again < 1 && replicas > current) || (again > 1 && replicas < current);
  return against ? current : replicas;
};

/** Samples but those of ignored and unready pods; a sample of an unknown pod stays, as in the original. */
export const countedUsage = (samples: Samples, { ignored, unready }: PodGroups): Usage => {
  const usage = new Map<string, number>();
  for (const [name, { value }] of samples) usage.set(name, value);
  for (const name of [...ignored, ...unready]) usage.delete(name);
  return usage;
};

/** Rounded up; the original counts in 32 bits and stops there. */
export const whole = (replicas: number): number => Math.min(Math.ceil(replicas), 2 ** 31 - 1);
