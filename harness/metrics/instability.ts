import type { Millis } from '../clock.ts';
import { historyOf } from '../history.ts';
import type { Metric } from '../metric.ts';
import { demandOf } from './demand.ts';
import { spanOf } from './span.ts';
import { type Steps, valueAt } from './step.ts';
import { ready } from './supply.ts';

/**
 * Upsilon, in percent: the share of slots in which demand and supply did not move the same way, sign Δd ≠ sign Δs, each
 * change being from the slot's beginning to the next one's. `slots` are those beginnings. NaN with fewer than two.
 * Source: Herbst et al., "Quantifying Cloud Performance and Dependability", ACM ToMPECS 3(4), 2018.
 */
export function upsilon(demand: Steps, supply: Steps, slots: readonly Millis[]): number {
  const way = (steps: Steps, slot: number): number =>
    Math.sign(valueAt(steps, slots[slot + 1]!) - valueAt(steps, slots[slot]!));
  let apart = 0;
  for (let slot = 0; slot < slots.length - 1; slot++) if (way(demand, slot) !== way(supply, slot)) apart++;
  return slots.length < 2 ? Number.NaN : (100 * apart) / (slots.length - 1);
}

/** Over the trial's own slots within T; demand by the target (paper milliseconds), supply being what is ready. */
export const instability = ({ target }: { target: Millis }): Metric => ({
  name: 'instability',
  unit: '%',
  better: 'lower',
  of: trace => {
    const { from, to } = spanOf(trace);
    const slots = historyOf(trace)
      .slots.map(slot => slot.at)
      .filter(at => at >= from && at <= to);
    return upsilon(demandOf(trace, target), ready(trace), slots);
  },
});

export const place = 130;
export const metrics = (declared: { target: Millis }): Metric[] => [instability(declared)];
