import type { Millis } from '../clock.ts';
import { historyOf } from '../history.ts';
import type { Metric } from '../metric.ts';
import { failedCount } from './requests.ts';
import { responsesOf } from './response.ts';
import { paperSeconds } from './span.ts';
import { INSTANT } from './step.ts';

/**
 * Share of the requests that arrived whose response took longer than the declared target (paper milliseconds). Failed
 * ones are over it; unfinished ones only where they had already waited longer, so with those it is a lower bound.
 */
export const sloViolations = ({ target }: { target: Millis }): Metric => ({
  name: 'slo.violations',
  unit: '%',
  better: 'lower',
  of: trace => {
    const allowed = target / 1000 + paperSeconds(trace, INSTANT);
    const over = responsesOf(trace).filter(response => response > allowed).length + failedCount(trace);
    return (100 * over) / historyOf(trace).requests.length;
  },
});

export const place = 30;
export const metrics = (declared: { target: Millis }): Metric[] => [sloViolations(declared)];
