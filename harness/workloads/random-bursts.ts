import type { Millis } from '../clock.ts';
import type { Workload, WorkUnits } from '../workload.ts';

/** Both ends included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * The paper's RandomWorkLoadGenerator: SW static requests at the start, then a random number of times W requests after
 * T, all uniform within bounds. `workCv` above 0 varies the work of each request (lognormal).
 */
export const randomBursts = (options: {
  /** SW: requests at time 0. */
  atStart: number;
  batches: Range;
  /** W: requests of a batch. */
  size: Range;
  /** T: paper milliseconds between batches. */
  gap: { min: Millis; max: Millis };
  work: WorkUnits;
  workCv?: number;
  name?: string;
}): Workload => ({
  name: options.name ?? 'random-bursts',
  *arrivals(rng) {
    const { atStart, batches, size, gap, work, workCv = 0 } = options;
    const each = (): WorkUnits => (workCv > 0 ? rng.lognormal(work, workCv) : work);
    for (let i = 0; i < atStart; i++) yield { at: 0, work: each() };
    let at = 0;
    for (let batch = rng.int(batches.min, batches.max); batch > 0; batch--) {
      at += gap.min + rng.float() * (gap.max - gap.min);
      for (let i = rng.int(size.min, size.max); i > 0; i--) yield { at, work: each() };
    }
  },
});
