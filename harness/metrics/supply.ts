import type { Millis } from '../clock.ts';
import { historyOf } from '../history.ts';
import type { Trace } from '../trace.ts';
import { oncePerTrace } from './once-per-trace.ts';
import { countOf, type Steps } from './step.ts';

/**
 * Containers over time, in wall milliseconds, counted in four ways because they differ and papers seldom say which
 * they mean. What exists costs; what is ready is the supply s(t) of the elasticity metrics.
 */

const earlier = (a: Millis, b: Millis): Millis => (a < b || Number.isNaN(b) ? a : b);

/** Asked for and not gone: starting, ready, busy and stopping ones. */
export const existing = oncePerTrace(
  (trace: Trace): Steps =>
    countOf(
      historyOf(trace).containers.flatMap(life => [
        [life.starting, 1],
        [life.gone, -1],
      ]),
    ),
);

/** Asked for and not yet told to stop nor gone: what a controller believes to have. */
export const asked = oncePerTrace(
  (trace: Trace): Steps =>
    countOf(
      historyOf(trace).containers.flatMap(life => [
        [life.starting, 1],
        [earlier(life.stopping, life.gone), -1],
      ]),
    ),
);

/**
 * s(t): ready or busy. Starting ones are no supply, and no more are stopping ones, which take no new request even while
 * they finish their last.
 */
export const ready = oncePerTrace(
  (trace: Trace): Steps =>
    countOf(
      historyOf(trace)
        .containers.filter(life => !Number.isNaN(life.ready))
        .flatMap(life => [
          [life.ready, 1],
          [earlier(life.stopping, life.gone), -1],
        ]),
    ),
);

/** Serving at least one request, whatever their state. */
export const busy = oncePerTrace((trace: Trace): Steps => {
  const changes: [Millis, number][] = [];
  for (const { busy } of historyOf(trace).containers) {
    const spells = [...busy].sort(([a], [b]) => a - b);
    let until = Number.NEGATIVE_INFINITY;
    for (const [from, to] of spells) {
      if (to <= until) continue;
      changes.push([Math.max(from, until), 1], [to, -1]);
      until = to;
    }
  }
  return countOf(changes);
});
