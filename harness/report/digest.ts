import { historyOf } from '../history.ts';
import { demandOf } from '../metrics/demand.ts';
import { spanOf } from '../metrics/span.ts';
import { countOf, type Steps } from '../metrics/step.ts';
import { ready } from '../metrics/supply.ts';
import type { TrialRow } from '../summary.ts';
import type { HarnessCost, Trace, TrialHeader } from '../trace.ts';

/**
 * What charts need of one trial, so that its trace can be let go again: those of a thousand trials do not fit.
 * Times are PAPER seconds since the load began, but for `wall`, which is in wall milliseconds.
 */
export interface Digest {
  readonly row: TrialRow;
  readonly header: TrialHeader;
  /** From the load's beginning to the last completion; to the end of the trace where requests are unfinished. */
  readonly span: number;
  readonly ended: 'served' | 'limit' | 'cut off';
  readonly requests: Readonly<Record<'arrived' | 'failed' | 'retried' | 'unfinished', number>>;
  /** Intended arrival to completion, of those that were completed; sorted. */
  readonly responses: Float64Array;
  /** Intended moments of arrival; sorted. */
  readonly arrivals: Float64Array;
  /** Containers that are ready, those needed for the declared target, and requests that wait for one. */
  readonly supply: Steps;
  readonly demand: Steps;
  readonly backlog: Steps;
  readonly wall: {
    readonly span: number;
    /** How late requests were sent and slots begun; slots with a start under way apart. */
    readonly sends: Float64Array;
    readonly slots: Float64Array;
    readonly slotsWhileStarting: Float64Array;
    /** From asking for a container to its being ready. */
    readonly starts: Float64Array;
  };
  readonly harness: HarnessCost | undefined;
}

/** `target` is the declared response time in paper milliseconds, which demand refers to. */
export function digest(trace: Trace, { row, target }: { row: TrialRow; target: number }): Digest {
  const { header } = trace;
  const { requests, containers, slots, ended } = historyOf(trace);
  const paper = (wall: number): number => wall / header.timeScale / 1000;
  const inPaper = (steps: Steps): Steps => ({ at: steps.at.map(paper), value: steps.value });
  const lives = requests.filter(life => life !== undefined);
  const done = lives.filter(life => !Number.isNaN(life.finished));
  const failed = lives.filter(life => life.failed).length;
  const end = ended?.at ?? lastMoment(trace);
  const { to } = spanOf(trace);
  return {
    row,
    header,
    span: paper(Number.isFinite(to) ? to : end),
    ended: ended?.why ?? 'cut off',
    requests: {
      arrived: lives.length,
      failed,
      retried: lives.reduce((sum, life) => sum + life.retries, 0),
      unfinished: Math.max(header.requests, lives.length) - done.length - failed,
    },
    responses: sorted(done.map(life => paper(life.finished - life.intended))),
    arrivals: sorted(lives.map(life => paper(life.intended))),
    supply: inPaper(ready(trace)),
    demand: inPaper(demandOf(trace, target)),
    backlog: inPaper(
      countOf(
        lives.flatMap(life => [
          [life.arrived, 1],
          [life.dispatched, -1],
        ]),
      ),
    ),
    wall: {
      span: end,
      sends: sorted(lives.map(life => life.arrived - life.intended)),
      slots: sorted(slots.filter(slot => slot.starting === 0).map(slot => slot.at - slot.due)),
      slotsWhileStarting: sorted(slots.filter(slot => slot.starting > 0).map(slot => slot.at - slot.due)),
      starts: sorted(containers.map(life => life.ready - life.starting).filter(Number.isFinite)),
    },
    harness: ended?.harness,
  };
}

const sorted = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

function lastMoment(trace: Trace): number {
  let last = 0;
  for (const event of trace.events) last = Math.max(last, event.at);
  return last;
}
