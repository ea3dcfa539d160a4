import { scalingRules } from './hpa-behavior.ts';
import { type Events, type Limited, type LimitReason, plainLimits, rateLimit } from './hpa-limits.ts';
import { type Recommendation, storeEvent } from './hpa-log.ts';
import type { HpaOptions } from './hpa-options.ts';
import { stabilize, stabilizePlain } from './hpa-stabilization.ts';

/*
 * Kubernetes HPA v2: from what the metrics ask for to what is set: window, then bounds and rate, then memory.
 * Source: kubernetes/kubernetes, pkg/controller/podautoscaler/horizontal.go, reconcileAutoscaler and below.
 */

/** What one autoscaler remembers from sync to sync. */
export interface HpaState {
  /** Undefined: it has just started. */
  readonly recommendations: readonly Recommendation[] | undefined;
  readonly events: Events;
}

export const startedHpa: HpaState = { recommendations: undefined, events: { up: [], down: [] } };

/** A start is remembered as a recommendation of the current count, so that a restart holds for a whole window. */
export const seeded = (state: HpaState, current: Recommendation): HpaState =>
  state.recommendations === undefined ? { ...state, recommendations: [current] } : state;

export interface Settled {
  readonly replicas: number;
  /** After the window, before the limits. */
  readonly stabilized: number;
  readonly limit: LimitReason;
  readonly state: HpaState;
}

/** Applies window and limits to what is asked for now, and remembers it and the change that follows. */
export const settle = (
  asked: Recommendation,
  current: number,
  state: HpaState,
  options: HpaOptions,
): Settled => {
  const known = state.recommendations ?? [];
  const rules = rulesOf(options);
  const stabilized =
    rules === undefined
      ? stabilizePlain(asked, known, options.downscaleStabilization)
      : stabilize(asked, current, known, {
          up: rules.up.window ?? 0,
          down: rules.down.window ?? options.downscaleStabilization,
        });
  const limited: Limited =
    rules === undefined
      ? plainLimits(current, stabilized.replicas, options, options)
      : rateLimit(current, stabilized.replicas, options, rules, state.events, asked.at);
  const next = { ...state, recommendations: stabilized.recommendations };
  return {
    replicas: limited.replicas,
    stabilized: stabilized.replicas,
    limit: limited.reason,
    state: rescaled(next, current, { replicas: limited.replicas, at: asked.at }, options),
  };
};

/** Remembers a change of the count as an event of its direction; only a behavior asks for them. */
export const rescaled = (
  state: HpaState,
  current: number,
  { replicas, at }: Recommendation,
  options: HpaOptions,
): HpaState => {
  if (replicas === current) return state;
  const direction = replicas > current ? 'up' : 'down';
  const event = { change: Math.abs(replicas - current), at };
  const events = storeEvent(state.events[direction], event, rulesOf(options)?.[direction]);
  return { ...state, events: { ...state.events, [direction]: events } };
};

const rulesOf = ({ behavior }: HpaOptions) =>
  behavior && { up: scalingRules('up', behavior.scaleUp), down: scalingRules('down', behavior.scaleDown) };
