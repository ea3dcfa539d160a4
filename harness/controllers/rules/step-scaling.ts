import type { Millis } from '../../clock.ts';
import { type AdjustmentType, adjusted, type CapacityBounds } from './capacity-change.ts';

/*
 * AWS step scaling: the further a metric is beyond the alarm's threshold, the larger the step.
 * Source: docs.aws.amazon.com/autoscaling, ec2/APIReference/API_StepAdjustment.html, ec2/userguide/as-scaling-simple-step.html,
 * application/APIReference/API_StepScalingPolicyConfiguration.html (cooldown). No code and no tests are public.
 */

/** Bounds are offsets from the alarm's threshold; null is infinite. */
export interface Step {
  readonly lower: number | null;
  readonly upper: number | null;
  readonly adjustment: number;
}

export type Breach = 'above' | 'below';

/** Which step holds `metric`. Above the threshold the lower bound belongs to the step, below it the upper one. */
export const selectStep = (
  breach: Breach,
  steps: readonly Step[],
  threshold: number,
  metric: number,
): number | undefined => {
  const found = steps.findIndex(({ lower, upper }) => {
    // The sums, not the difference: 0.6 − 0.5 falls short of 0.1 in doubles.
    const from = lower === null ? Number.NEGATIVE_INFINITY : threshold + lower;
    const to = upper === null ? Number.POSITIVE_INFINITY : threshold + upper;
    return breach === 'above' ? from <= metric && metric < to : from < metric && metric <= to;
  });
  return found < 0 ? undefined : found;
};

/** A scale-out policy and a scale-in policy at one threshold. */
export interface StepPolicies {
  readonly type: AdjustmentType;
  readonly threshold: number;
  readonly out: readonly Step[];
  readonly in: readonly Step[];
  readonly minAdjustmentMagnitude?: number | null | undefined;
}

/** The step that a metric asks for; exactly at the threshold both policies are asked and scaling out goes first. */
export const stepFor = ({ threshold, out, in: inward }: StepPolicies, metric: number): Step | undefined => {
  const above = metric < threshold ? undefined : selectStep('above', out, threshold, metric);
  const below = metric > threshold ? undefined : selectStep('below', inward, threshold, metric);
  const outStep = above === undefined ? undefined : out[above];
  const inStep = below === undefined ? undefined : inward[below];
  return outStep === undefined || outStep.adjustment === 0 ? (inStep ?? outStep) : outStep;
};

/** What a policy remembers of its scaling activities. */
export interface Cooling {
  /** The last scale-out that added something, and the capacity before the first of those still in their cooldown. */
  readonly out?: { readonly at: Millis; readonly base: number } | undefined;
  readonly in?: { readonly at: Millis } | undefined;
}

export interface Cooled {
  readonly capacity: number;
  readonly cooling: Cooling;
  /** Why it is not what was asked for; absent where it is. */
  readonly held?: string;
}

/**
 * Applies a change during cooldowns. While that of a scale-out runs, what it added counts as part of the next one (2
 * added, 3 asked: 1 more). A scale-in cooldown blocks scale-in only. `wanted` tells the capacity asked for, from a base.
 */
export const coolly = (
  wanted: (base: number) => number,
  capacity: number,
  at: Millis,
  cooling: Cooling,
  cooldown: Millis,
): Cooled => {
  const running = (since: { at: Millis } | undefined): boolean =>
    since !== undefined && at - since.at < cooldown;
  const base = cooling.out !== undefined && running(cooling.out) ? cooling.out.base : capacity;
  const outward = wanted(base);
  if (outward > base) {
    if (outward <= capacity) return { capacity, cooling, held: 'the last scale-out already added as many' };
    return { capacity: outward, cooling: { ...cooling, out: { at, base } } };
  }
  const inward = wanted(capacity);
  if (inward >= capacity) return { capacity, cooling };
  if (running(cooling.in)) return { capacity, cooling, held: 'the last scale-in is still cooling down' };
  return { capacity: inward, cooling: { ...cooling, in: { at } } };
};

export interface StepScalingOptions extends StepPolicies {
  readonly bounds: CapacityBounds;
  readonly cooldown: Millis;
}

export interface StepDecision {
  readonly capacity: number;
  readonly reason: string;
}

/** A policy with memory: one for a trial. `metric` is what has breached, or not, at this moment. */
export const stepScaling = (
  options: StepScalingOptions,
): ((metric: number, capacity: number, at: Millis) => StepDecision) => {
  const { type, minAdjustmentMagnitude, bounds, cooldown, threshold } = options;
  let cooling: Cooling = {};
  return (metric, capacity, at) => {
    const step = stepFor(options, metric);
    const seen = `${round(metric)} against ${round(threshold)}`;
    if (step === undefined || step.adjustment === 0) return { capacity, reason: `${seen}: no step to take` };
    const change = { type, adjustment: step.adjustment, minAdjustmentMagnitude };
    const cooled = coolly(base => adjusted(change, base, bounds), capacity, at, cooling, cooldown);
    cooling = cooled.cooling;
    const asked = `${step.adjustment > 0 ? '+' : ''}${step.adjustment}`;
    const unit = { ChangeInCapacity: '', ExactCapacity: ' exactly', PercentChangeInCapacity: ' %' }[type];
    const held = cooled.held === undefined ? '' : `, but ${cooled.held}`;
    return { capacity: cooled.capacity, reason: `${seen}: step ${asked}${unit}${held}` };
  };
};

const round = (value: number): string => String(Math.round(value * 100) / 100);
