import type { Millis } from '../clock.ts';
import type { Metric } from '../metric.ts';
import type { Trace } from '../trace.ts';
import { demandOf } from './demand.ts';
import { oncePerTrace } from './once-per-trace.ts';
import { spanOf } from './span.ts';
import { integrate, type Span, type Steps } from './step.ts';
import { ready } from './supply.ts';

/**
 * Provisioning accuracy relative to demand, in percent: theta_U = 100/T ∫ max(d − s, 0)/d dt and
 * theta_O = 100/T ∫ max(s − d, 0)/d dt. Time with d = 0 is left out, of the integral and of T alike, and its share
 * told beside. Source: Herbst et al., "Ready for Rain? A View from SPEC Research on the Future of Cloud Metrics",
 * SPEC RG, 2016. NaN where there never was a demand.
 */
export function theta(
  demand: Steps,
  supply: Steps,
  span: Span,
): { under: number; over: number; noDemand: number } {
  const demanded = integrate(span, demand, supply, d => (d > 0 ? 1 : 0));
  const share = (f: (d: number, s: number) => number): number =>
    (100 * integrate(span, demand, supply, (d, s) => (d > 0 ? Math.max(f(d, s), 0) / d : 0))) / demanded;
  return {
    under: share((d, s) => d - s),
    over: share((d, s) => s - d),
    noDemand: 100 * (1 - demanded / (span.to - span.from)),
  };
}

/** Of a trace: demand by the target (paper milliseconds), supply being what is ready. */
export const thetaOf = oncePerTrace((trace: Trace, target: Millis) =>
  theta(demandOf(trace, target), ready(trace), spanOf(trace)),
);

export const place = 90;
export const metrics = ({ target }: { target: Millis }): Metric[] => [
  { name: 'theta.under', unit: '%', better: 'lower', of: trace => thetaOf(trace, target).under },
  { name: 'theta.over', unit: '%', better: 'lower', of: trace => thetaOf(trace, target).over },
  // A property of the workload, the same for all arms but for their makespans.
  { name: 'theta.noDemand', unit: '%', better: 'lower', of: trace => thetaOf(trace, target).noDemand },
];
