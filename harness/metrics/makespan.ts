import type { Metric } from '../metric.ts';
import { paperSeconds, spanOf } from './span.ts';

/** T: first intended arrival to last completion; a lower bound where requests are unfinished. */
export const makespan: Metric = {
  name: 'makespan',
  unit: 's',
  better: 'lower',
  of: trace => {
    const { from, to } = spanOf(trace);
    return paperSeconds(trace, to - from);
  },
};

export const place = 50;
export const metrics = (): Metric[] => [makespan];
