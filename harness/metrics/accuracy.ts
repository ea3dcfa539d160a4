import type { Millis } from '../clock.ts';
import type { Metric } from '../metric.ts';
import type { Trace } from '../trace.ts';
import { demandOf } from './demand.ts';
import { oncePerTrace } from './once-per-trace.ts';
import { spanOf } from './span.ts';
import { mean, type Span, type Steps } from './step.ts';
import { ready } from './supply.ts';

/**
 * Provisioning accuracy in containers, not normalised: accuracy_U = 1/T ∫ (d − s)⁺ dt, accuracy_O = 1/T ∫ (s − d)⁺ dt.
 * Source: Herbst et al., "BUNGEE: An Elasticity Benchmark for Self-Adaptive IaaS Cloud Environments", SEAMS 2015.
 */
export const accuracy = (demand: Steps, supply: Steps, span: Span): { under: number; over: number } => ({
  under: mean(span, demand, supply, (d, s) => Math.max(d - s, 0)),
  over: mean(span, demand, supply, (d, s) => Math.max(s - d, 0)),
});

/** Of a trace: demand by the target (paper milliseconds), supply being what is ready. */
export const accuracyOf = oncePerTrace((trace: Trace, target: Millis) =>
  accuracy(demandOf(trace, target), ready(trace), spanOf(trace)),
);

export const place = 100;
export const metrics = ({ target }: { target: Millis }): Metric[] => [
  {
    name: 'accuracy.under',
    unit: 'containers',
    better: 'lower',
    of: trace => accuracyOf(trace, target).under,
  },
  { name: 'accuracy.over', unit: 'containers', better: 'lower', of: trace => accuracyOf(trace, target).over },
];
