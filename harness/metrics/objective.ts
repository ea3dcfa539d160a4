import { sum } from 'simple-statistics';
import type { Metric } from '../metric.ts';
import { containerSeconds } from './container-seconds.ts';
import { waitsOf } from './wait.ts';

/**
 * Speed and cost in one number, in seconds of waiting: the sum of all waits + price × container-seconds, with the price
 * that the experiment declared. What the oracle minimises (METHOD, rule 16).
 */
export const objective = ({ price }: { price: number }): Metric => ({
  name: 'objective',
  unit: 's',
  better: 'lower',
  of: trace => sum(waitsOf(trace)) + price * containerSeconds.of(trace),
});

export const place = 80;
export const metrics = (declared: { price: number }): Metric[] => [objective(declared)];
