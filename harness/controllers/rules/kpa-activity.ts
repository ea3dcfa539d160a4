import type { Millis } from '../../clock.ts';
import type { Activity } from './kpa-apply.ts';

/*
 * Knative KPA: what a service is between two decisions: whether it is active, and whether its requests pass through the
 * queue in front of it (the activator). Source: knative/serving@98e5ef90, pkg/reconciler/autoscaling/kpa/kpa.go,
 * reconcile, computeActiveCondition and activeThreshold.
 */

export interface KpaStatus {
  readonly activity: Activity;
  /** When it became so. */
  readonly activeAt: Millis;
  /** Since when requests have passed through the queue; undefined: they do not. */
  readonly proxiedAt: Millis | undefined;
  readonly initialScaleReached: boolean;
}

/** As a trial begins: at 0 it has been inactive for ever, else its containers are ready and the queue is in the path. */
export const begunStatus = (replicas: number, initialScale: number, at: Millis): KpaStatus => ({
  activity: replicas === 0 ? 'inactive' : 'active',
  activeAt: replicas === 0 ? Number.NEGATIVE_INFINITY : at,
  proxiedAt: replicas === 0 ? Number.NEGATIVE_INFINITY : at,
  initialScaleReached: replicas === 0 || replicas >= initialScale,
});

export interface KpaOutcome {
  readonly at: Millis;
  /** What the scaler returned; −1: not known. */
  readonly want: number;
  readonly ready: number;
  readonly minScale: number;
  readonly initialScale: number;
  readonly excessBurstCapacity: number;
}

/** The status after a decision. */
export const nextStatus = (status: KpaStatus, outcome: KpaOutcome): KpaStatus => {
  const { at, want, ready, minScale, initialScale, excessBurstCapacity } = outcome;
  const enough = Math.max(minScale, status.initialScaleReached ? 1 : initialScale);
  const activity = activityOf(status.activity, want, ready, enough);
  // Only with room for a burst do requests go to the pods directly.
  const direct = want > 0 && excessBurstCapacity >= 0;
  return {
    activity,
    activeAt: activity === status.activity ? status.activeAt : at,
    proxiedAt: direct ? undefined : (status.proxiedAt ?? at),
    initialScaleReached: status.initialScaleReached || ready >= enough,
  };
};

const activityOf = (before: Activity, want: number, ready: number, enough: number): Activity => {
  if (want === 0 || enough === 0) return 'inactive';
  if (want < 0 && before === 'inactive') return 'inactive';
  return ready < enough ? 'activating' : 'active';
};
