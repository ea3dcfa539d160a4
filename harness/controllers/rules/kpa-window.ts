import { type Millis, seconds } from '../../clock.ts';
import { roundTo, smoothingOf } from './kpa-config.ts';

/*
 * Knative KPA: a sliding window of time buckets, in a ring.
 * Source: knative/serving@98e5ef90, pkg/autoscaler/aggregation/bucketing.go (TimedFloat64Buckets, WeightedFloat64Buckets).
 */

export interface BucketWindow {
  /** Adds to the bucket of a time; what is a whole window older than the newest is dropped. */
  record(at: Millis, value: number): void;
  /**
   * Mean of the buckets since the first that was written, at most the window, to six decimals. Read late, the oldest
   * buckets leave and it divides by fewer; after a whole window without a record it is 0. Gaps count as 0.
   */
  average(at: Millis): number;
  /** Newer buckets weigh more (`smoothingOf`); not rounded, and no regard to when the first was written. */
  weightedAverage(at: Millis): number;
  sum(at: Millis): number;
  /** Buckets of the window that are not 0, by the time they begin. */
  nonZero(at: Millis): ReadonlyMap<Millis, number>;
  /** Nothing was recorded for more than a window. */
  isEmpty(at: Millis): boolean;
  /** Keeps the newest buckets; they all count as written from then on, so that a longer window begins with zeros. */
  resize(window: Millis, at: Millis): void;
  readonly buckets: number;
}

/** `window` need not be a multiple of `granularity`: the number of buckets is rounded up. */
export const bucketWindow = (window: Millis, granularity: Millis = seconds(1)): BucketWindow => {
  let span = window;
  let ring = new Float64Array(Math.ceil(window / granularity));
  /** Numbers of buckets: a time over the granularity, rounded down. */
  let written: { first: number; last: number } | undefined;

  const bucketOf = (at: Millis): number => Math.floor(at / granularity);
  /** Of the window at this time, from the newest written on backwards. */
  const valid = (at: Millis, last: number): number =>
    Math.max(0, ring.length - Math.max(0, bucketOf(at) - last));

  const record = (at: Millis, value: number): void => {
    const bucket = bucketOf(at);
    const late = written === undefined ? 0 : (written.last - bucket) * granularity;
    if (written === undefined || -late >= span) {
      ring.fill(0);
      written = { first: bucket, last: bucket };
    } else if (late >= span) return;
    for (; written.last < bucket; written.last++) ring[slotOf(written.last + 1, ring)] = 0;
    written.first = Math.min(written.first, bucket);
    const slot = slotOf(bucket, ring);
    ring[slot] = (ring[slot] ?? 0) + value;
  };

  /** Calls with every bucket in the window, the newest first. */
  const forEach = (at: Millis, tell: (value: number, bucket: number) => void): void => {
    if (written === undefined) return;
    const { last } = written;
    const count = valid(at, last);
    for (let age = 0; age < count; age++) tell(ring[slotOf(last - age, ring)] ?? 0, last - age);
  };

  const sum = (at: Millis): number => {
    let total = 0;
    forEach(at, value => {
      total += value;
    });
    return total;
  };

  const average = (at: Millis): number => {
    if (written === undefined || (bucketOf(at) - written.last) * granularity >= span) return 0;
    return roundTo(6, sum(at) / Math.min(written.last - written.first + 1, valid(at, written.last)));
  };

  const weightedAverage = (at: Millis): number => {
    const decay = smoothingOf(ring.length);
    const late = written === undefined ? 0 : Math.max(0, bucketOf(at) - written.last);
    let weight = decay * (1 - decay) ** late;
    let total = 0;
    forEach(at, value => {
      total += value * weight;
      weight *= 1 - decay;
    });
    return total;
  };

  const nonZero = (at: Millis): Map<Millis, number> => {
    const found = new Map<Millis, number>();
    forEach(at, (value, bucket) => {
      if (value !== 0) found.set(bucket * granularity, value);
    });
    return found;
  };

  const isEmpty = (at: Millis): boolean =>
    written === undefined || (bucketOf(at) - written.last) * granularity > span;

  const resize = (wanted: Millis, at: Millis): void => {
    if (wanted === span) return;
    const wider = new Float64Array(Math.ceil(wanted / granularity));
    if (written === undefined || isEmpty(at)) written = undefined;
    else {
      const { last } = written;
      const kept = Math.min(ring.length, wider.length);
      for (let age = 0; age < kept; age++)
        wider[slotOf(last - age, wider)] = ring[slotOf(last - age, ring)] ?? 0;
      written.first = last - (ring.length - 1);
    }
    span = wanted;
    ring = wider;
  };

  return {
    record,
    average,
    weightedAverage,
    sum,
    nonZero,
    isEmpty,
    resize,
    get buckets() {
      return ring.length;
    },
  };
};

/** Also of negative numbers. */
const slotOf = (bucket: number, { length }: Float64Array): number => ((bucket % length) + length) % length;
