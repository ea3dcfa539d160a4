import type { Observation } from '../../controller.ts';

/**
 * What rules that hold a mean per container watch: `cpu`, percent of a container's quota in use; `concurrency`, requests
 * waiting or in service for each container.
 */
export type PerContainer = 'cpu' | 'concurrency';

/** A metric of each paper second since the last observation, oldest first, or why there is none. */
export type Measured = { readonly points: readonly number[] } | { readonly missing: string };

/**
 * Means over the containers that are ready now. A second's own count is not known, so that one before a container became
 * ready is measured a little low, and one before a removal a little high.
 */
export const perContainer = (
  signal: PerContainer,
  { containers, buckets }: Pick<Observation, 'containers' | 'buckets'>,
): Measured => {
  if (buckets.length === 0) return { missing: 'no second was measured' };
  let ready = 0;
  let metered = false;
  for (const { state, cpu } of containers) {
    if (state === 'starting') continue;
    ready++;
    metered ||= cpu !== undefined;
  }
  if (ready === 0) return { missing: 'no container is ready' };
  if (signal === 'concurrency')
    return { points: buckets.map(({ queued, running }) => (queued + running) / ready) };
  // Without counters the engine tells 0, which is not idleness.
  if (!metered) return { missing: 'the engine counts no CPU time' };
  return { points: buckets.map(({ cpu }) => (100 * cpu) / ready) };
};

/** In words: `CPU 71.5 %`, `1.3 requests a container`. */
export const inWords = (signal: PerContainer, value: number): string =>
  signal === 'cpu' ? `CPU ${value.toFixed(1)} %` : `${value.toFixed(2)} requests a container`;

/**
 * Joins seconds into means of `span` seconds each and keeps the newest `keep`, oldest first; tells how many are new.
 * A second may be late for a look: a mean that lacks only that one is closed without it, or a look would have none.
 * Seconds that never reached the controller are not made up: a mean then spans more time. One for a trial.
 */
export const spanMeans = (
  span: number,
  keep: number,
): ((seconds: readonly number[]) => { means: readonly number[]; fresh: number }) => {
  const means: number[] = [];
  let sum = 0;
  let count = 0;
  return seconds => {
    let fresh = 0;
    const close = (): void => {
      means.push(sum / count);
      [sum, count] = [0, 0];
      fresh++;
    };
    for (const value of seconds) {
      sum += value;
      if (++count === span) close();
    }
    if (count === span - 1) close();
    means.splice(0, means.length - keep);
    return { means, fresh };
  };
};
