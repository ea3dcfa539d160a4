import type { Metric } from '../metric.ts';
import type { Trace } from '../trace.ts';
import { paperSeconds, spanOf } from './span.ts';
import { area, type Steps } from './step.ts';
import { busy, existing, ready } from './supply.ts';

/**
 * The cost: the integral of the number of containers over T, in paper container-seconds. Warm-up does not count:
 * containers that exist before the first arrival count from then on.
 */
const seconds = (name: string, of: (trace: Trace) => Steps): Metric => ({
  name,
  unit: 'container-seconds',
  better: 'lower',
  of: trace => paperSeconds(trace, area(spanOf(trace), of(trace))),
});

/** Of all that exist, starting and stopping ones included: what a bill would say. */
export const containerSeconds = seconds('containerSeconds', existing);
/** Of those that are ready or busy. */
export const readySeconds = seconds('containerSeconds.ready', ready);
/** Of those that serve a request. */
export const busySeconds = seconds('containerSeconds.busy', busy);

export const place = 60;
export const metrics = (): Metric[] => [containerSeconds, readySeconds, busySeconds];
