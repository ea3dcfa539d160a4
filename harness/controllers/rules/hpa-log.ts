import type { Millis } from '../../clock.ts';
import type { ScalingRules } from './hpa-behavior.ts';

/*
 * Kubernetes HPA v2: what it remembers. Source: kubernetes/kubernetes, pkg/controller/podautoscaler/horizontal.go
 * (stabilizeRecommendation…, storeScaleEvent, markScaleEventsOutdated).
 */

/** What the metrics asked for at a sync, before any bound, window or rate. */
export interface Recommendation {
  readonly replicas: number;
  readonly at: Millis;
}

/** A change that was made, without its sign: there is a log for each direction. */
export interface ScaleEvent {
  readonly change: number;
  readonly at: Millis;
  /** Older than every policy's period when a later event was stored: its slot may be reused. */
  readonly outdated: boolean;
}

/** Overwrites the last entry that is old, or appends: the original's way to bound memory, kept slot by slot. */
export const remember = <Entry>(
  log: readonly Entry[],
  entry: Entry,
  old: (entry: Entry) => boolean,
): Entry[] => {
  const slot = log.findLastIndex(old);
  return slot < 0 ? [...log, entry] : log.with(slot, entry);
};

/** Stores a change in the log of its direction; without rules (no behavior) nothing is stored. */
export const storeEvent = (
  events: readonly ScaleEvent[],
  { change, at }: Omit<ScaleEvent, 'outdated'>,
  rules: Pick<ScalingRules, 'policies'> | undefined,
): readonly ScaleEvent[] => {
  if (rules === undefined) return events;
  const longest = Math.max(0, ...rules.policies.map(policy => policy.period));
  const marked = events.map(event => ({ ...event, outdated: event.outdated || at - event.at > longest }));
  return remember(marked, { change, at, outdated: false }, event => event.outdated);
};

/** Sum of the changes strictly younger than the period. */
export const changeWithin = (events: readonly ScaleEvent[], period: Millis, now: Millis): number =>
  events.reduce((sum, event) => sum + (now - event.at < period ? event.change : 0), 0);
