import type { Millis } from '../clock.ts';
import { historyOf } from '../history.ts';
import type { Trace } from '../trace.ts';
import { oncePerTrace } from './once-per-trace.ts';
import { type Steps, stepsOf } from './step.ts';

/** Sums of work carry the errors of floating point: 3.0000000001 containers' worth is 3. */
const NEARLY = 1e-9;

/**
 * d(t) = min(kMax, ceil(U / W*)): the containers that could do all that arrived lately within the target W* (paper
 * milliseconds). U is the work, in container-milliseconds at full quota, that arrived in (t − W*, t]; times of the
 * result are wall milliseconds. It rests on intended arrivals and work alone, so all arms of a block meet the same
 * demand, and never on what a controller wished, which would be circular (METHOD, "Metrics").
 */
export const demandOf = oncePerTrace((trace: Trace, target: Millis): Steps => {
  const { kMax, timeScale } = trace.header;
  const { requests } = historyOf(trace);
  const window = target * timeScale;
  function* levels(): Generator<readonly [Millis, number]> {
    let work = 0;
    let next = 0;
    let oldest = 0;
    while (oldest < requests.length) {
      const comes = requests[next]?.intended ?? Number.POSITIVE_INFINITY;
      const goes = requests[oldest]!.intended + window;
      if (comes <= goes) work += requests[next++]!.work;
      else work -= requests[oldest++]!.work;
      if (oldest === next) work = 0;
      yield [Math.min(comes, goes), Math.min(kMax, Math.max(0, Math.ceil(work / target - NEARLY)))];
    }
  }
  return stepsOf(levels());
});
