import type { Millis } from '../clock.ts';
import type { Metric } from '../metric.ts';
import type { Trace } from '../trace.ts';
import { demandOf } from './demand.ts';
import { oncePerTrace } from './once-per-trace.ts';
import { spanOf } from './span.ts';
import { mean, type Span, type Steps } from './step.ts';
import { ready } from './supply.ts';

/**
 * Wrong provisioning time share, in percent of T: tau_U with d > s, tau_O with s > d. Source: Herbst et al., SEAMS 2015
 * and SPEC RG 2016. The two exclude each other, so their sum is at most 100: published tables break this.
 */
export function tau(demand: Steps, supply: Steps, span: Span): { under: number; over: number } {
  const under = 100 * mean(span, demand, supply, (d, s) => (d > s ? 1 : 0));
  const over = 100 * mean(span, demand, supply, (d, s) => (s > d ? 1 : 0));
  if (under + over > 100 + 1e-6) {
    throw new Error(
      `Metric tau: expected shares of time of at most 100 % together, found ${under} % under and ${over} % over; a step function is out of order.`,
    );
  }
  return { under, over };
}

/** Of a trace: demand by the target (paper milliseconds), supply being what is ready. */
export const tauOf = oncePerTrace((trace: Trace, target: Millis) =>
  tau(demandOf(trace, target), ready(trace), spanOf(trace)),
);

export const place = 110;
export const metrics = ({ target }: { target: Millis }): Metric[] => [
  { name: 'tau.under', unit: '%', better: 'lower', of: trace => tauOf(trace, target).under },
  { name: 'tau.over', unit: '%', better: 'lower', of: trace => tauOf(trace, target).over },
];
