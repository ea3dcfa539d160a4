import { historyOf } from '../history.ts';
import type { Metric } from '../metric.ts';
import type { Trace } from '../trace.ts';
import { oncePerTrace } from './once-per-trace.ts';
import { type Sample, sampleOf } from './sample.ts';
import { paperSeconds } from './span.ts';

/**
 * Response times: from the INTENDED arrival to completion, in paper seconds, so that a harness which sends late hides
 * nothing (coordinated omission). A request that was unfinished when the trial was cut enters with at least the time
 * until then; a failed one has no response: it is counted, and over every target.
 */
export const responsesOf = oncePerTrace((trace: Trace): number[] => {
  const { requests, ended } = historyOf(trace);
  const end = ended?.at ?? Number.NaN;
  const responses: number[] = [];
  for (const { intended, finished, failed } of requests) {
    if (failed) continue;
    responses.push(paperSeconds(trace, (Number.isNaN(finished) ? end : finished) - intended));
  }
  return responses;
});

const responses = oncePerTrace((trace: Trace): Sample => sampleOf(responsesOf(trace)));

const response = (name: string, of: (sample: Sample) => number): Metric => ({
  name: `response.${name}`,
  unit: 's',
  better: 'lower',
  of: trace => of(responses(trace)),
});

export const meanResponse = response('mean', sample => sample.mean);
export const medianResponse = response('p50', sample => sample.p50);
export const p95Response = response('p95', sample => sample.p95);
export const p99Response = response('p99', sample => sample.p99);
export const maxResponse = response('max', sample => sample.max);

export const place = 20;
export const metrics = (): Metric[] => [meanResponse, medianResponse, p95Response, p99Response, maxResponse];
