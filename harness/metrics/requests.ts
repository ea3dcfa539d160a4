import { historyOf } from '../history.ts';
import type { Metric } from '../metric.ts';
import type { Trace } from '../trace.ts';

/**
 * What became of the requests (METHOD, rule 11). A failed request has used up its retries: it enters no time, and is
 * over every target. An unfinished one enters times with its lower bound, if it arrived before the trial was cut.
 */

export const failedCount = (trace: Trace): number =>
  historyOf(trace).requests.filter(life => life.failed).length;

/** Those that never arrived because the trial was cut are unfinished too. */
export const unfinishedCount = (trace: Trace): number => {
  const { requests } = historyOf(trace);
  const settled = requests.filter(life => life.failed || !Number.isNaN(life.finished)).length;
  return trace.header.requests - settled;
};

export const retryCount = (trace: Trace): number =>
  historyOf(trace).requests.reduce((sum, life) => sum + life.retries, 0);

export const failed: Metric = { name: 'requests.failed', unit: 'requests', better: 'lower', of: failedCount };

export const unfinished: Metric = {
  name: 'requests.unfinished',
  unit: 'requests',
  better: 'lower',
  of: unfinishedCount,
};

/** Tries that were repeated: a request that was tried three times counts two. */
export const retries: Metric = { name: 'requests.retries', unit: '1', better: 'lower', of: retryCount };

export const place = 40;
export const metrics = (): Metric[] => [failed, unfinished, retries];
