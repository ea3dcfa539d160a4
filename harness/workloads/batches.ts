import type { Millis } from '../clock.ts';
import type { Workload, WorkUnits } from '../workload.ts';

/** Requests that arrive together at given times, each with the same work; times in paper milliseconds. */
export const batches = (
  list: readonly { at: Millis; requests: number }[],
  { work, name = 'batches' }: { work: WorkUnits; name?: string },
): Workload => ({
  name,
  *arrivals() {
    for (const { at, requests } of list) {
      for (let i = 0; i < requests; i++) yield { at, work };
    }
  },
});
