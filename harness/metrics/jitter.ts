import type { Millis } from '../clock.ts';
import type { Metric } from '../metric.ts';
import { demandOf } from './demand.ts';
import { minutesOf, spanOf } from './span.ts';
import { movement, type Span, type Steps } from './step.ts';
import { ready } from './supply.ts';

/**
 * E_S − E_D: how many more containers the supply moved by than the demand did, each the sum of absolute changes within
 * the span. Divided by T it is BUNGEE's jitter (Herbst et al., SEAMS 2015): negative for an inelastic arm, positive for
 * an oscillating one, and best at 0, so that less is better only above it.
 */
export const excessMovement = (demand: Steps, supply: Steps, span: Span): number =>
  movement(span, supply) - movement(span, demand);

/** Per paper minute; demand by the target (paper milliseconds), supply being what is ready. */
export const jitter = ({ target }: { target: Millis }): Metric => ({
  name: 'jitter',
  unit: 'per minute',
  better: 'lower',
  of: trace => excessMovement(demandOf(trace, target), ready(trace), spanOf(trace)) / minutesOf(trace),
});

export const place = 120;
export const metrics = (declared: { target: Millis }): Metric[] => [jitter(declared)];
