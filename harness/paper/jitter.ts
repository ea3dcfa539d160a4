import { type Rng, rng } from '../rng.ts';
import { quantile } from '../stats/quantile.ts';
import type { Arrival } from '../workload.ts';
import { arrivalsOf, type LoggedRun } from './figures.ts';
import { francis, holding, outcomeOf } from './simulation.ts';

/** Standard deviations over means of slots and work, and how far an arrival may move, in seconds. */
export const JITTER = { slots: 0.02, work: 0.03, arrivals: 0.5 } as const;

/** How far the ratio Francis / static 5 moves when the same measurement is repeated with its noise. */
export interface Range {
  readonly runs: number;
  readonly jitter: { readonly slots: number; readonly work: number; readonly arrivals: number };
  readonly low: number;
  readonly median: number;
  readonly high: number;
  /** Sorted upwards. */
  readonly ratios: readonly number[];
}

/** A logged workload as another measurement might have met it: arrivals moved by up to half a second, work by 3 %. */
function shaken(run: LoggedRun, chance: Rng): Arrival[] {
  return arrivalsOf(run)
    .map(({ at, work }) => ({
      at: Math.max(0, at + (2 * chance.float() - 1) * JITTER.arrivals * 1000),
      work: work * chance.normal(1, JITTER.work),
    }))
    .sort((a, b) => a.at - b.at);
}

/**
 * The middle 95 % of the ratios of many runs in virtual time. Both arms of a run meet the same shaken requests; their
 * slots vary each in their own way. It tells of measurement noise on this one workload, and nothing of other workloads.
 */
export async function jitterRange(run: LoggedRun, { runs = 200 } = {}): Promise<Range> {
  const ratios: number[] = [];
  for (let seed = 1; seed <= runs; seed++) {
    const arrivals = shaken(run, rng(`paper/jitter/${seed}`));
    const change = { seed, loop: { slotJitter: JITTER.slots } };
    const [mine, reference] = [await francis(arrivals, change), await holding(arrivals, 5, change)];
    ratios.push(outcomeOf(mine).wait / outcomeOf(reference).wait);
  }
  ratios.sort((a, b) => a - b);
  const [low, median, high] = [0.025, 0.5, 0.975].map(share => quantile(ratios, share));
  return { runs, jitter: JITTER, low: low!, median: median!, high: high!, ratios };
}
