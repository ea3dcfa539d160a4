import type { Millis } from '../clock.ts';
import type { Rng } from '../rng.ts';
import type { Workload, WorkUnits } from '../workload.ts';

/** How the work of requests varies around its mean. */
export type WorkSpread = 'constant' | 'exponential' | { readonly lognormalCv: number };

export function drawWork(rng: Rng, mean: WorkUnits, spread: WorkSpread): WorkUnits {
  if (spread === 'constant') return mean;
  return spread === 'exponential' ? rng.exponential(mean) : rng.lognormal(mean, spread.lognormalCv);
}

/** A Poisson stream at a steady rate, until `requests` have come. */
export const poisson = (options: {
  /** Paper milliseconds between two requests, on average. */
  meanGap: Millis;
  requests: number;
  work: WorkUnits;
  spread?: WorkSpread;
  name?: string;
}): Workload => ({
  name: options.name ?? 'poisson',
  *arrivals(rng) {
    const { meanGap, requests, work, spread = 'constant' } = options;
    let at = 0;
    for (let i = 0; i < requests; i++) {
      at += rng.exponential(meanGap);
      yield { at, work: drawWork(rng, work, spread) };
    }
  },
});
