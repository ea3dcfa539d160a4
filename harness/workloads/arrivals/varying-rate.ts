import type { Millis } from '../../clock.ts';
import type { Rng } from '../../rng.ts';
import type { Arrival, WorkUnits } from '../../workload.ts';

/** What workloads that follow a curve have in common; times in paper milliseconds. */
export interface Curve {
  /** No request comes after it. */
  readonly duration: Millis;
  readonly work: WorkUnits;
  /** Spread of the work around its mean (lognormal): standard deviation / mean; 0: all requests alike. */
  readonly workCv?: number;
  readonly name?: string;
}

/**
 * A Poisson stream whose rate follows `rate` (requests a paper minute at a time), which is never above `peak`.
 * Source: thinning, Lewis & Shedler, Naval Res. Logist. Q. 26 (1979).
 */
export function* varyingRate(
  rng: Rng,
  { duration, work, workCv = 0 }: Curve,
  { peak, rate }: { peak: number; rate: (at: Millis) => number },
): Generator<Arrival> {
  for (let at = rng.exponential(60_000 / peak); at < duration; at += rng.exponential(60_000 / peak)) {
    if (rng.float() * peak >= rate(at)) continue;
    yield { at, work: workCv > 0 ? rng.lognormal(work, workCv) : work };
  }
}

/** Refuses a curve whose numbers make no sense: rates and durations are finite, at least 0, and the peak above it. */
export function checkCurve(
  name: string,
  { peak, ...numbers }: { peak: number } & Record<string, number>,
): void {
  const wrong = Object.entries(numbers).find(([, value]) => !(value >= 0 && Number.isFinite(value)));
  if (wrong)
    throw new RangeError(
      `Workload ${name}: expected ${wrong[0]} to be a finite number of at least 0, found ${wrong[1]}; correct it.`,
    );
  if (!(peak > 0 && Number.isFinite(peak)))
    throw new RangeError(
      `Workload ${name}: expected a peak above 0 requests a minute, found ${peak}; raise a rate.`,
    );
}
