import { historyOf } from '../history.ts';
import type { Metric } from '../metric.ts';
import type { Trace } from '../trace.ts';
import { oncePerTrace } from './once-per-trace.ts';
import { type Sample, sampleOf } from './sample.ts';
import { paperSeconds } from './span.ts';

/**
 * Waits: from the intended arrival to the first dispatch, in paper seconds; the paper's "tempo di esecuzione" is their
 * mean. A request that was still waiting when the trial was cut has waited at least until then, and enters with that.
 */
export const waitsOf = oncePerTrace((trace: Trace): number[] => {
  const { requests, ended } = historyOf(trace);
  const end = ended?.at ?? Number.NaN;
  const waits: number[] = [];
  for (const { intended, dispatched, failed } of requests) {
    const waiting = Number.isNaN(dispatched);
    if (waiting && failed) continue;
    waits.push(paperSeconds(trace, (waiting ? end : dispatched) - intended));
  }
  return waits;
});

const waits = oncePerTrace((trace: Trace): Sample => sampleOf(waitsOf(trace)));

export const meanWait: Metric = {
  name: 'wait.mean',
  unit: 's',
  better: 'lower',
  of: trace => waits(trace).mean,
};
export const medianWait: Metric = {
  name: 'wait.p50',
  unit: 's',
  better: 'lower',
  of: trace => waits(trace).p50,
};
export const p95Wait: Metric = {
  name: 'wait.p95',
  unit: 's',
  better: 'lower',
  of: trace => waits(trace).p95,
};
export const maxWait: Metric = {
  name: 'wait.max',
  unit: 's',
  better: 'lower',
  of: trace => waits(trace).max,
};

export const place = 10;
export const metrics = (): Metric[] => [meanWait, medianWait, p95Wait, maxWait];
