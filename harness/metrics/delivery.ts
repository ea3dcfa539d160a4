import { historyOf } from '../history.ts';
import type { Metric } from '../metric.ts';
import type { Trace } from '../trace.ts';
import { failedCount, retryCount, unfinishedCount } from './requests.ts';
import { paperSeconds } from './span.ts';
import { countOf, integrate, peak, type Steps } from './step.ts';
import { busy } from './supply.ts';

/** Containers on their way in or out. Their starts and stops take CPU from the busy ones, and that is by design. */
const moving = (trace: Trace): Steps =>
  countOf(
    historyOf(trace).containers.flatMap(({ starting, ready, stopping, gone }) => [
      [starting, 1],
      [Number.isNaN(ready) ? gone : ready, -1],
      ...(Number.isNaN(stopping) ? [] : [[stopping, 1] as const, [gone, -1] as const]),
    ]),
  );

/**
 * The part of the interference ledger (METHOD, rule 13) that a trace can tell: the work done, in percent of what the
 * busy containers should have done meanwhile, each at its full quota and all together within the usable cores:
 * Σ work / Σ ∫ min(1, paperCores / busy(t)) dt over the requests during which no container came or went, since those
 * that were disturbed by the arm's own moves say nothing about others. The design explains 100 (a little less on real
 * engines, where a spell holds a request's way there and back); below 95 something else took the CPU. NaN where work
 * was lost or left undone, or where no request was served in peace.
 */
export const workDelivered: Metric = {
  name: 'work.delivered',
  unit: '%',
  better: 'higher',
  of: trace => {
    if (failedCount(trace) + retryCount(trace) + unfinishedCount(trace) > 0) return Number.NaN;
    const { paperCores } = trace.header;
    const [spells, moves] = [busy(trace), moving(trace)];
    let due = 0;
    let done = 0;
    for (const { dispatched, finished, work } of historyOf(trace).requests) {
      const spell = { from: dispatched, to: finished };
      if (peak(spell, moves) > 0) continue;
      due += paperSeconds(
        trace,
        integrate(spell, spells, spells, count => Math.min(1, paperCores / count)),
      );
      done += work / 1000;
    }
    return due > 0 ? (100 * done) / due : Number.NaN;
  },
};

export const place = 160;
export const metrics = (): Metric[] => [workDelivered];
