import type { Millis } from '../../clock.ts';
import type { Direction, ScalingPolicy, ScalingRules } from './hpa-behavior.ts';
import { changeWithin, type ScaleEvent } from './hpa-log.ts';

/*
 * Kubernetes HPA v2: how far one sync may go. Source: kubernetes/kubernetes, pkg/controller/podautoscaler/horizontal.go
 * (convertDesiredReplicasWithRules, convertDesiredReplicasWithBehaviorRate, calculateScaleUpLimitWithScalingRules, calculateScaleDownLimitWithBehaviors).
 */

/** Which bound decided; where two are equal, that of the spec (TooManyReplicas, TooFewReplicas) is named. */
export type LimitReason =
  | 'DesiredWithinRange'
  | 'TooFewReplicas'
  | 'TooManyReplicas'
  | 'ScaleUpLimit'
  | 'ScaleDownLimit';

export interface Limited {
  readonly replicas: number;
  readonly reason: LimitReason;
}

export interface Bounds {
  readonly minReplicas: number;
  readonly maxReplicas: number;
}

/** Without behavior, one sync may reach `factor` times the current count, or `minimum` where that is more. */
export interface PlainScaleUp {
  readonly scaleUpLimitFactor: number;
  readonly scaleUpLimitMinimum: number;
}

export const defaultPlainScaleUp: PlainScaleUp = { scaleUpLimitFactor: 2, scaleUpLimitMinimum: 4 };

/** The bounds when no behavior is given. */
export const plainLimits = (
  current: number,
  desired: number,
  { minReplicas, maxReplicas }: Bounds,
  { scaleUpLimitFactor, scaleUpLimitMinimum }: PlainScaleUp = defaultPlainScaleUp,
): Limited => {
  if (desired < minReplicas) return { replicas: minReplicas, reason: 'TooFewReplicas' };
  // An integer in the original, should the factor be a fraction.
  const reach = Math.trunc(Math.max(scaleUpLimitFactor * current, scaleUpLimitMinimum));
  return atMost(desired, maxReplicas, reach);
};

/** What was changed lately, in each direction. */
export type Events = Readonly<Record<Direction, readonly ScaleEvent[]>>;

/** How far the policies of a direction let it go from `current` at time `now`; may lie on the wrong side of `current`. */
export const policyLimit = (
  direction: Direction,
  current: number,
  { policies, selectPolicy }: Pick<ScalingRules, 'policies' | 'selectPolicy'>,
  events: Events,
  now: Millis,
): number => {
  if (selectPolicy === 'Disabled') return current;
  const reached = policies.map(policy => {
    const added = changeWithin(events.up, policy.period, now);
    const removed = changeWithin(events.down, policy.period, now);
    return reach(direction, current - added + removed, policy);
  });
  const highest = (direction === 'up') === (selectPolicy === 'Max');
  return highest ? Math.max(...reached) : Math.min(...reached);
};

const reach = (direction: Direction, start: number, { type, value }: ScalingPolicy): number => {
  if (type === 'Pods') return direction === 'up' ? start + value : start - value;
  // Up rounds up, or one pod would never become two; down drops the fraction, so what is removed rounds up too.
  return direction === 'up' ? Math.ceil(start * (1 + value / 100)) : Math.trunc(start * (1 - value / 100));
};

/** The bounds when a behavior is given; windows are not looked at here. */
export const rateLimit = (
  current: number,
  desired: number,
  { minReplicas, maxReplicas }: Bounds,
  rules: Readonly<Record<Direction, ScalingRules>>,
  events: Events,
  now: Millis,
): Limited => {
  // What was done lately may leave a limit on the wrong side of current; it then stays where it is.
  if (desired > current)
    return atMost(desired, maxReplicas, Math.max(current, policyLimit('up', current, rules.up, events, now)));
  if (desired < current)
    return atLeast(
      desired,
      minReplicas,
      Math.min(current, policyLimit('down', current, rules.down, events, now)),
    );
  return { replicas: desired, reason: 'DesiredWithinRange' };
};

const atMost = (desired: number, max: number, limit: number): Limited => {
  const highest = Math.min(max, limit);
  if (desired <= highest) return { replicas: desired, reason: 'DesiredWithinRange' };
  return { replicas: highest, reason: limit < max ? 'ScaleUpLimit' : 'TooManyReplicas' };
};

const atLeast = (desired: number, min: number, limit: number): Limited => {
  const lowest = Math.max(min, limit);
  if (desired >= lowest) return { replicas: desired, reason: 'DesiredWithinRange' };
  return { replicas: lowest, reason: limit > min ? 'ScaleDownLimit' : 'TooFewReplicas' };
};
