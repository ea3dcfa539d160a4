import type { Millis } from '../clock.ts';
import { historyOf } from '../history.ts';
import type { Trace } from '../trace.ts';
import { oncePerTrace } from './once-per-trace.ts';
import { unfinishedCount } from './requests.ts';
import type { Span } from './step.ts';

/**
 * T, over which every metric of containers is taken: from the first intended arrival to the last completion, in wall
 * milliseconds. So the warm-up does not count: containers that exist before the first arrival count from then on.
 * Where requests are unfinished the span ends with the trial, a lower bound; NaN where no request arrived, none
 * was finished, or the trace was cut off.
 */
export const spanOf = oncePerTrace((trace: Trace): Span => {
  const { requests, ended } = historyOf(trace);
  let from = Number.NaN;
  let last = Number.NaN;
  for (const { intended, finished } of requests) {
    if (!(intended >= from)) from = intended;
    if (!(finished <= last) && !Number.isNaN(finished)) last = finished;
  }
  return { from, to: unfinishedCount(trace) > 0 ? (ended?.at ?? Number.NaN) : last };
});

/** Pages show paper seconds: wall time divided by the time scale. */
export const paperSeconds = (trace: Trace, wall: Millis): number => wall / trace.header.timeScale / 1000;

/** T in paper minutes, for rates. */
export const minutesOf = (trace: Trace): number => {
  const { from, to } = spanOf(trace);
  return paperSeconds(trace, to - from) / 60;
};
