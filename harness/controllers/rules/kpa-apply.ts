import type { Millis } from '../../clock.ts';

/*
 * Knative KPA: from what is desired to what is set: bounds, and the long way to zero.
 * Source: knative/serving@98e5ef90, pkg/reconciler/autoscaling/kpa/scaler.go, scale and handleScaleToZero.
 */

/** Whether requests find it: too few pods yet, enough, or none because nothing came. */
export type Activity = 'activating' | 'active' | 'inactive';

export interface KpaApplication {
  readonly currentReplicas: number;
  /** Negative: not known, for want of data. */
  readonly desiredPods: number;
  readonly minScale: number;
  /** 0: no limit. */
  readonly maxScale: number;
  readonly activity: Activity;
  /** How long it has been so. */
  readonly activitySince: Millis;
  /** Nothing is routed to it: then minimum, initial scale and retention do not hold. */
  readonly unreachable: boolean;
  readonly initialScale: number;
  readonly initialScaleReached: boolean;
  readonly stableWindow: Millis;
  readonly gracePeriod: Millis;
  /** The last pod stays at least this long after traffic ended. */
  readonly podRetention: Millis;
  readonly activationTimeout: Millis;
  readonly enableScaleToZero: boolean;
  /** How long requests have gone through the queue in front of the service (the activator), and whether that is certain now. */
  readonly proxyFor: Millis;
  readonly proxied: boolean;
}

export interface Applied {
  /** −1: not known. */
  readonly desired: number;
  /** Whether the count is changed to it now. */
  readonly apply: boolean;
  /** In words, where there is something to say. */
  readonly why: string;
}

const UNKNOWN = -1;

/** What the scaler returns, and whether it acts on it. */
export const applyKpa = (asked: KpaApplication): Applied => {
  const { desiredPods, activity, currentReplicas } = asked;
  if (desiredPods < 0 && activity !== 'activating') return held(desiredPods, 'no data yet');
  const bounded = withinBounds(asked);
  const { desired, apply, why } = bounded === 0 ? towardsZero(asked) : set(bounded);
  const limited = bounded !== desiredPods && bounded > 0 ? `the bounds make it ${bounded}` : '';
  return { desired, apply: apply && desired !== currentReplicas, why: limited || why };
};

const withinBounds = (asked: KpaApplication): number => {
  const { desiredPods, minScale, maxScale, initialScale, unreachable } = asked;
  const starting = initialScale > 1 && !asked.initialScaleReached;
  const least = unreachable ? 0 : Math.max(minScale, starting ? initialScale : 0);
  if (desiredPods < least) return least;
  return maxScale !== 0 && desiredPods > maxScale ? maxScale : desiredPods;
};

const towardsZero = (asked: KpaApplication): Applied => {
  const { activity, activitySince: since, gracePeriod, stableWindow } = asked;
  if (!asked.enableScaleToZero) return set(1, 'scale to zero is off');
  if (activity === 'activating')
    return since > asked.activationTimeout
      ? set(0, 'it could not be activated in time')
      : held(UNKNOWN, 'it is being activated');
  if (activity === 'active')
    return since >= stableWindow
      ? held(0, 'no traffic for a whole window: it becomes inactive first')
      : set(1, `active for ${inSeconds(since)} of ${inSeconds(stableWindow)}: one stays`);
  if (!asked.proxied) return held(0, 'requests might still come past the queue');
  const retention = asked.unreachable ? 0 : asked.podRetention;
  if (since >= Math.max(gracePeriod, retention)) return set(0, `inactive for ${inSeconds(since)}`);
  if (retention > 0 && since < retention)
    return held(0, `inactive for ${inSeconds(since)}: the last one is retained for ${inSeconds(retention)}`);
  return asked.proxyFor >= gracePeriod
    ? set(0, 'requests have long gone through the queue')
    : held(0, `inactive for ${inSeconds(since)} of a grace of ${inSeconds(gracePeriod)}`);
};

const set = (desired: number, why = ''): Applied => ({ desired, apply: true, why });
const held = (desired: number, why: string): Applied => ({ desired, apply: false, why });
const inSeconds = (time: Millis): string =>
  Number.isFinite(time) ? `${Math.round(time / 100) / 10} s` : 'ever';
