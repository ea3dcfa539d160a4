import type { Millis } from '../../clock.ts';

/*
 * Knative KPA: the largest of what was recorded lately, for the scale-down delay.
 * Source: knative/serving@98e5ef90, pkg/autoscaler/aggregation/max/{window,timewindow}.go.
 */

/** What was recorded at an index (a number of ticks). */
export interface Recorded {
  readonly index: number;
  readonly value: number;
}

/**
 * Records and forgets what is `size` indexes old. Only what can still become the largest is kept; at the same index the
 * larger stays.
 */
export const withRecord = (known: readonly Recorded[], one: Recorded, size: number): readonly Recorded[] => {
  const outdone = (other: Recorded): boolean => other.index <= one.index && other.value <= one.value;
  const kept = known.filter(other => other.index > one.index - size && !outdone(other));
  return kept.some(other => other.index >= one.index && other.value >= one.value) ? kept : [...kept, one];
};

/** −Infinity where nothing is known. */
export const largestOf = (known: readonly Recorded[]): number =>
  known.reduce((largest, { value }) => Math.max(largest, value), Number.NEGATIVE_INFINITY);

/** The index of a time, and how many indexes a window holds (rounded up). */
export const indexOf = (at: Millis, granularity: Millis): number => Math.floor(at / granularity);
export const sizeOf = (window: Millis, granularity: Millis): number => Math.ceil(window / granularity);
