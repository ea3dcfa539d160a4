import { type Millis, seconds } from '../../clock.ts';

/**
 * Tells when the first bucket of each observation ended: buckets are whole paper seconds, and the last one ended just
 * before the observation. One for a trial. Rounding at the edge of a second must not put two buckets into one, so they
 * are counted on from the last observation unless more than one second is missing (an observation was lost).
 */
export const bucketTimes = (): ((at: Millis, count: number) => Millis) => {
  let next = seconds(1);
  return (at, count) => {
    const told = seconds(Math.floor(at / seconds(1)) - count + 1);
    const first = Math.abs(told - next) <= seconds(1) ? next : told;
    next = first + seconds(count);
    return first;
  };
};
