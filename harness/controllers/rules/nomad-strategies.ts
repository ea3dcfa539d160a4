import type { NomadAction, NomadDirection } from './nomad-action.ts';

/*
 * Nomad Autoscaler's strategies: from the points of a metric, oldest first, to the count a check asks for.
 * Undefined is "no decision" (there was no point), which is not "none". Bounds are the policy's affair.
 * Source: hashicorp/nomad-autoscaler, plugins/builtin/strategy/{target-value,threshold,pass-through,fixed-value}/plugin/plugin.go.
 */

export interface ScaleLimits {
  /** Most instances added, and removed, at once; absent: no limit. */
  readonly maxScaleUp?: number | undefined;
  readonly maxScaleDown?: number | undefined;
}

export interface TargetValueOptions extends ScaleLimits {
  readonly target: number;
  /** How far the factor may be from 1, edges included, before anything is done. */
  readonly threshold?: number | undefined;
}

const nothing: NomadAction = { direction: 'none', count: 0 };

/** Which way a factor (metric over target) leads from a count. */
export const factorDirection = (count: number, factor: number, threshold = 0.01): NomadDirection => {
  if (count === 0) return factor > 0 ? 'up' : 'none';
  if (factor < 1 - threshold) return 'down';
  return factor > 1 + threshold ? 'up' : 'none';
};

/** Keeps the newest point at its target: count × factor, always rounded up. A target of 0 takes the point itself as factor. */
export const targetValue = (
  { target, threshold, maxScaleUp, maxScaleDown }: TargetValueOptions,
  points: readonly number[],
  count: number,
): NomadAction | undefined => {
  const metric = points.at(-1);
  if (metric === undefined) return undefined;
  const factor = target === 0 ? metric : metric / target;
  const direction = factorDirection(count, factor, threshold);
  if (direction === 'none') return nothing;
  let wanted = Math.ceil(count === 0 ? factor : count * factor) + 0;
  if (maxScaleDown !== undefined) wanted = Math.max(wanted, count - maxScaleDown);
  if (maxScaleUp !== undefined) wanted = Math.min(wanted, count + maxScaleUp);
  return wanted === count ? nothing : { direction, count: wanted };
};

export type ThresholdAction =
  | { readonly delta: number }
  | { readonly percentage: number }
  | { readonly value: number };

export interface ThresholdOptions {
  /** Points from `lower` (included) to `upper` (excluded) count; absent: no bound on that side. */
  readonly lower?: number | undefined;
  readonly upper?: number | undefined;
  /** So many points must lie within. */
  readonly trigger?: number | undefined;
  readonly action: ThresholdAction;
}

/** Acts when enough points lie within bounds. */
export const threshold = (
  {
    lower = Number.NEGATIVE_INFINITY,
    upper = Number.POSITIVE_INFINITY,
    trigger = 5,
    action,
  }: ThresholdOptions,
  points: readonly number[],
  count: number,
): NomadAction | undefined => {
  if (points.length === 0) return undefined;
  let within = 0;
  for (const point of points) if (lower <= point && point < upper) within++;
  if (within < trigger) return nothing;
  return towards(count, Math.max(0, stepped(action, count)));
};

const stepped = (action: ThresholdAction, count: number): number => {
  if ('delta' in action) return count + action.delta;
  if ('value' in action) return action.value;
  return Math.ceil(count * (1 + action.percentage / 100)) + 0;
};

const towards = (count: number, wanted: number): NomadAction => {
  if (wanted === count) return nothing;
  return { direction: wanted > count ? 'up' : 'down', count: wanted };
};

/** Which way a metric that IS the wanted count leads. */
export const passThroughDirection = (count: number, metric: number): NomadDirection => {
  if (metric === count) return 'none';
  return metric > count ? 'up' : 'down';
};

/** The newest point is the wanted count, its fraction cut off only after the direction was taken from it. */
export const passThrough = (
  { maxScaleUp, maxScaleDown }: ScaleLimits,
  points: readonly number[],
  count: number,
): NomadAction | undefined => {
  const metric = points.at(-1);
  if (metric === undefined) return undefined;
  const direction = passThroughDirection(count, metric);
  if (direction === 'none') return nothing;
  const wanted = Math.trunc(metric) + 0;
  if (direction === 'up')
    return { direction, count: Math.min(wanted, count + (maxScaleUp ?? Number.POSITIVE_INFINITY)) };
  return { direction, count: Math.max(wanted, count - (maxScaleDown ?? Number.POSITIVE_INFINITY)) };
};

/** Always the same count. */
export const fixedValue = (value: number, count: number): NomadAction => towards(count, value);
