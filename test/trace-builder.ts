import type { Millis } from '../harness/clock.ts';
import type { HarnessCost, Trace, TraceEvent, TrialHeader } from '../harness/trace.ts';

/**
 * Builds traces for tests out of subjects instead of events: `storyOf({ kMin: 2 }, [container('c1'), request(0, {...})])`.
 * All times are wall milliseconds, and everything left out happens never or is harmless.
 */

const header: TrialHeader = {
  type: 'trial',
  format: 1,
  experiment: 'story',
  trial: '0001-story',
  workload: 'story',
  arm: 'fixed at 1',
  controller: 'fixed',
  kMin: 1,
  kMax: 16,
  seed: 1,
  repetition: 1,
  block: 1,
  engine: 'simulated',
  timeScale: 1,
  slot: 10_000,
  dispatch: 'when-free',
  quota: 1,
  paperCores: 4,
  intended: '',
  requests: 0,
};

type Subject = readonly TraceEvent[];

/** A trace of these subjects, their events in order of time; `requests` counts those told of, unless it is given. */
export function storyOf(overrides: Partial<TrialHeader>, subjects: readonly Subject[]): Trace {
  const events = subjects.flat().sort((a, b) => a.at - b.at);
  const requests = events.filter(event => event.type === 'request.arrived').length;
  return { header: { ...header, requests, ...overrides }, events };
}

/** Arrives when intended unless `arrived` says otherwise; is dispatched and finished only if told so. */
export function request(
  number: number,
  told: {
    intended: Millis;
    arrived?: Millis;
    work?: number;
    on?: string;
    dispatched?: Millis;
    retried?: Millis;
    failed?: Millis;
    finished?: Millis;
  },
): Subject {
  const { intended, arrived = intended, work = 1000, on: container = 'c1' } = told;
  const { dispatched, retried, failed, finished } = told;
  const events: TraceEvent[] = [{ type: 'request.arrived', at: arrived, request: number, intended, work }];
  const step = (type: 'request.dispatched' | 'request.finished', at: Millis | undefined): void => {
    if (at !== undefined) events.push({ type, at, request: number, container });
  };
  step('request.dispatched', dispatched);
  if (retried !== undefined) {
    events.push({
      type: 'request.retried',
      at: retried,
      request: number,
      container,
      why: 'its container died',
    });
    step('request.dispatched', retried);
  }
  if (failed !== undefined) {
    events.push({
      type: 'request.failed',
      at: failed,
      request: number,
      container,
      why: 'its container died',
    });
  }
  step('request.finished', finished);
  return events;
}

/** Ready as soon as it is asked for, a second before the load begins, unless told otherwise; never stops unless told so. */
export function container(
  id: string,
  told: { starting?: Millis; ready?: Millis | 'never'; stopping?: Millis; gone?: Millis; died?: Millis } = {},
): Subject {
  const { starting = -1000, ready = starting, stopping, gone, died } = told;
  const events: TraceEvent[] = [{ type: 'container.starting', at: starting, container: id }];
  if (ready !== 'never') events.push({ type: 'container.ready', at: ready, container: id });
  if (stopping !== undefined) events.push({ type: 'container.stopping', at: stopping, container: id });
  const leaves = gone ?? died;
  if (leaves !== undefined) {
    const expected = died === undefined;
    events.push({
      type: 'container.gone',
      at: leaves,
      container: id,
      exit: expected ? 'removed' : 'killed',
      expected,
    });
  }
  return events;
}

/** `count` containers from the time at which each number is given on: [[0, 1], [2, 3]] is one, then three. */
export function supply(levels: readonly (readonly [at: Millis, count: number])[]): Subject[] {
  const alive: { id: string; starting: Millis }[] = [];
  const told: Subject[] = [];
  let started = 0;
  for (const [at, count] of levels) {
    while (alive.length < count) alive.push({ id: `c${++started}`, starting: at });
    while (alive.length > count) {
      const { id, starting } = alive.shift()!;
      told.push(container(id, { starting, stopping: at, gone: at }));
    }
  }
  return [...told, ...alive.map(({ id, starting }) => container(id, { starting }))].sort(
    (a, b) => a[0]!.at - b[0]!.at,
  );
}

/**
 * Requests that make the demand d(t) what `levels` say until `until`, for a target of one `unit`: one request a unit,
 * with the work of that many containers. The last one to finish does so at `until`.
 */
export function demand(
  levels: readonly (readonly [at: Millis, count: number])[],
  { unit, until }: { unit: Millis; until: Millis },
): Subject[] {
  const told: Subject[] = [];
  for (let at = levels[0]![0]; at < until; at += unit) {
    const count = levels.findLast(([from]) => from <= at)![1];
    told.push(request(told.length, { intended: at, work: count * unit, dispatched: at, finished: until }));
  }
  return told;
}

export function decision(at: Millis, { has, applied }: { has: number; applied: number }): Subject {
  const seen = { queued: 0, running: 0, containers: has, ready: has, meanAge: 0, arrived: 0 };
  return [{ type: 'decision', at, seen, wanted: applied, applied, reason: 'the story says so' }];
}

export function slot(number: number, told: { at: Millis; due?: Millis; starting?: number }): Subject {
  const { at, due = at, starting = 0 } = told;
  return [{ type: 'slot', at, slot: number, due, queued: 0, running: 0, starting }];
}

export function ended(at: Millis, why: 'served' | 'limit' = 'served', harness?: HarnessCost): Subject {
  return [{ type: 'trial.ended', at, why, ...(harness && { harness }) }];
}
