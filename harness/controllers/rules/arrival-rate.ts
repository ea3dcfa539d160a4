/**
 * Arrivals per millisecond over a sliding window of paper seconds. Flaw: late by half the window; a short window is jumpy,
 * as Poisson counts are. Source: the plain moving average.
 */

import type { Millis } from '../../clock.ts';

/** An estimator with memory: one for a trial. Before the window has passed, the mean of what there was; at first 0. */
export function arrivalRate(window: Millis): (buckets: readonly { arrived: number }[]) => number {
  const most = Math.round(window / 1000);
  if (!(most >= 1)) {
    throw new RangeError(`arrivalRate expected a window of at least a second, found ${window} ms: widen it.`);
  }
  let counts: number[] = [];
  return buckets => {
    counts = [...counts, ...buckets.map(bucket => bucket.arrived)].slice(-most);
    return counts.length === 0 ? 0 : counts.reduce((sum, count) => sum + count, 0) / (counts.length * 1000);
  };
}
