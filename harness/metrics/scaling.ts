import type { Millis } from '../clock.ts';
import { historyOf } from '../history.ts';
import type { Metric } from '../metric.ts';
import type { Trace } from '../trace.ts';
import { oncePerTrace } from './once-per-trace.ts';
import { minutesOf, spanOf } from './span.ts';

interface Actions {
  readonly started: number;
  readonly stopped: number;
  /** Times that the direction of scaling changed. */
  readonly reversals: number;
}

/**
 * What was done to the number of containers within T. The first kMin are the initial state and no action; a container
 * that dies by itself was not stopped. Starts and stops of one moment are one action, by their difference.
 */
const actionsOf = oncePerTrace((trace: Trace): Actions => {
  const { from, to } = spanOf(trace);
  if (!(from <= to)) return { started: Number.NaN, stopped: Number.NaN, reversals: Number.NaN };
  const { containers } = historyOf(trace);
  const within = (at: Millis): boolean => at >= from && at < to;
  const starts = containers.slice(trace.header.kMin).filter(life => within(life.starting));
  const stops = containers.filter(life => within(life.stopping));
  const net = new Map<Millis, number>();
  for (const { starting } of starts) net.set(starting, (net.get(starting) ?? 0) + 1);
  for (const { stopping } of stops) net.set(stopping, (net.get(stopping) ?? 0) - 1);
  const ways = [...net]
    .sort(([a], [b]) => a - b)
    .map(([, change]) => Math.sign(change))
    .filter(way => way !== 0);
  const reversals = ways.filter((way, i) => i > 0 && way !== ways[i - 1]).length;
  return { started: starts.length, stopped: stops.length, reversals };
});

export const started: Metric = {
  name: 'scaling.started',
  unit: 'containers',
  better: 'lower',
  of: trace => actionsOf(trace).started,
};

export const stopped: Metric = {
  name: 'scaling.stopped',
  unit: 'containers',
  better: 'lower',
  of: trace => actionsOf(trace).stopped,
};

/** Changes of direction per paper minute: a controller that hunts has many. */
export const reversals: Metric = {
  name: 'scaling.reversals',
  unit: 'per minute',
  better: 'lower',
  of: trace => actionsOf(trace).reversals / minutesOf(trace),
};

export const place = 140;
export const metrics = (): Metric[] => [started, stopped, reversals];
