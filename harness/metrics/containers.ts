import type { Metric } from '../metric.ts';
import { spanOf } from './span.ts';
import { mean, peak } from './step.ts';
import { existing } from './supply.ts';

/** Containers that exist (starting and stopping ones included), mean over T. */
export const meanContainers: Metric = {
  name: 'containers.mean',
  unit: 'containers',
  better: 'lower',
  of: trace => mean(spanOf(trace), existing(trace), existing(trace), count => count),
};

/** The most containers that existed at once within T. */
export const peakContainers: Metric = {
  name: 'containers.peak',
  unit: 'containers',
  better: 'lower',
  of: trace => peak(spanOf(trace), existing(trace)),
};

export const place = 70;
export const metrics = (): Metric[] => [meanContainers, peakContainers];
