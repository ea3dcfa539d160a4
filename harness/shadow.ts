import type { Millis } from './clock.ts';
import type { Controller, ControllerFactory, Decision } from './controller.ts';
import { historyOf } from './history.ts';
import { Observer } from './observer.ts';
import { quantile } from './stats/quantile.ts';
import type { Trace, TraceEvent } from './trace.ts';
import { TracedCluster } from './traced-cluster.ts';

/** One slot of a recorded trial, with what every shadow would have had there. Times in paper seconds. */
export interface ShadowRow {
  readonly at: number;
  readonly queued: number;
  readonly running: number;
  readonly containers: number;
  /** What the trial's own controller wanted and got; absent where none decided. */
  readonly recorded: { readonly wanted: number; readonly applied: number } | undefined;
  /** In the order of the shadows; the last answer of one that decides in a rhythm of its own. */
  readonly wishes: readonly (Decision | undefined)[];
}

/** A controller that looks on: it sees what the trial's own saw, and nobody does what it says. */
interface Shadow {
  readonly factory: ControllerFactory;
  readonly controller: Controller;
  readonly observer: Observer;
  /** Wall milliseconds; where it has a rhythm of its own. */
  readonly period: Millis | undefined;
  due: Millis;
  last: Decision | undefined;
}

/**
 * What each controller would have done at each slot of a recorded trial, from what there was to see. One step ahead only:
 * the containers stay those of the trial, whatever a shadow says.
 */
export async function shadow(trace: Trace, factories: readonly ControllerFactory[]): Promise<ShadowRow[]> {
  const { header } = trace;
  const { timeScale, quota } = header;
  const cluster = new TracedCluster(header);
  const rows: ShadowRow[] = [];
  const seen = { queued: 0, running: 0 };
  let shadows: Shadow[] | undefined;
  const ask = async (one: Shadow, now: Millis): Promise<void> => {
    one.last = await one.controller.decide(one.observer.look(now, seen.queued, seen.running));
  };
  const follow = async (event: TraceEvent): Promise<void> => {
    // The load begins with the first event that is not a container's.
    if (!shadows && !event.type.startsWith('container.')) {
      cluster.advance(0);
      shadows = factories.map(factory => shadowOf(factory, trace, cluster));
    }
    // In order of time over all of them, since they look at one cluster.
    for (let one = earliest(shadows); one && isPast(one.due, event); one = earliest(shadows)) {
      cluster.advance(one.due);
      await ask(one, one.due);
      one.due += one.period ?? Number.POSITIVE_INFINITY;
    }
    const gone = cluster.follow(event);
    count(event, seen);
    for (const { observer } of shadows ?? []) {
      if (gone) observer.gone(gone);
      tell(observer, event, trace);
      observer.note(event.at, seen.queued, seen.running);
    }
    if (event.type === 'slot') {
      for (const one of shadows ?? []) if (one.period === undefined) await ask(one, event.at);
      const there = cluster.containers().filter(({ state }) => state !== 'stopping').length;
      const at = event.at / timeScale / 1000;
      const wishes = (shadows ?? []).map(({ last }) => last);
      rows.push({ at, ...seen, containers: there, recorded: undefined, wishes });
    } else if (event.type === 'decision' && rows.length > 0) {
      const { wanted, applied } = event;
      rows.push({ ...rows.pop()!, recorded: { wanted, applied } });
    }
  };
  try {
    for (const event of trace.events) await follow(event);
  } finally {
    for (const { controller } of shadows ?? []) await controller.close?.();
  }
  return rows;

  function shadowOf(factory: ControllerFactory, of: Trace, watched: TracedCluster): Shadow {
    const { period } = factory;
    return {
      factory,
      controller: factory.create({
        kMin: header.kMin,
        kMax: header.kMax,
        slot: period ?? slotOf(of),
        dispatch: header.dispatch,
        startDelay: startDelayOf(of),
      }),
      observer: new Observer(watched, { timeScale, quota, origin: 0 }),
      period: period === undefined ? undefined : period * timeScale,
      due: 0,
      last: undefined,
    };
  }
}

/** The shadow with a rhythm of its own whose turn comes first. */
const earliest = (shadows: readonly Shadow[] | undefined): Shadow | undefined =>
  shadows
    ?.filter(({ period }) => period !== undefined)
    .reduce<Shadow | undefined>((first, one) => (first && first.due <= one.due ? first : one), undefined);

/** In the very moment of a decision a shadow is asked before anything is done about that. */
const isPast = (due: Millis, event: TraceEvent): boolean =>
  due < event.at - 0.001 || (due < event.at + 0.001 && event.type === 'decision');

/** Paper milliseconds from slot to slot: those of a controller that thinks are longer than the declared ones. */
function slotOf(trace: Trace): Millis {
  const { slots } = historyOf(trace);
  const lengths = slots.slice(2).map((slot, i) => slot.due - slots[i + 1]!.due);
  const usual = quantile(
    lengths.sort((a, b) => a - b),
    0.5,
  );
  return (Number.isFinite(usual) ? usual : trace.header.slot) / trace.header.timeScale;
}

/** Paper milliseconds from asking for a container to its being ready, the median. */
function startDelayOf(trace: Trace): Millis {
  const delays = historyOf(trace).containers.map(({ ready, starting }) => ready - starting);
  const known = delays.filter(Number.isFinite).sort((a, b) => a - b);
  return known.length === 0 ? 0 : quantile(known, 0.5) / trace.header.timeScale;
}

/** What waits and what runs after an event. */
function count(event: TraceEvent, seen: { queued: number; running: number }): void {
  if (event.type === 'request.arrived') seen.queued++;
  else if (event.type === 'request.dispatched') {
    seen.queued--;
    seen.running++;
  } else if (event.type === 'request.finished' || event.type === 'request.failed') seen.running--;
  else if (event.type === 'request.retried') {
    seen.running--;
    seen.queued++;
  }
}

/** What an observer is told of a request: its first dispatch and its answer, counted from its intended arrival. */
function tell(observer: Observer, event: TraceEvent, trace: Trace): void {
  if (event.type === 'request.arrived') observer.arrived(event.at);
  else if (event.type === 'request.dispatched' || event.type === 'request.finished') {
    const { intended, dispatched } = historyOf(trace).requests[event.request]!;
    if (event.type === 'request.finished') observer.responded(event.at - intended);
    else if (event.at === dispatched) observer.waited(event.at - intended);
  }
}
