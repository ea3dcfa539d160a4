import { historyOf } from '../history.ts';
import type { Trace } from '../trace.ts';
import type { Arrival, Workload } from '../workload.ts';

/** Plays a list of arrivals that was logged or recorded, whatever the seed. */
export const replay = (name: string, arrivals: readonly Arrival[]): Workload => ({
  name,
  arrivals: () => arrivals,
});

/** The arrivals that a trial met, in paper milliseconds, to be played again. */
export const recorded = (trace: Trace): Arrival[] =>
  historyOf(trace).requests.map(({ intended, work }) => ({ at: intended / trace.header.timeScale, work }));
