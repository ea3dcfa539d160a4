import type { Millis } from '../clock.ts';
import type { Workload } from '../workload.ts';
import { type Curve, checkCurve, varyingRate } from './arrivals/varying-rate.ts';

/**
 * A quiet site that is suddenly known: from `base` to `crowd` requests a paper minute within `rise`, for `stay`, then
 * forgotten again with the time constant `fade`. When it comes is uniform within `comes`, by seed, so that no timetable
 * can know it.
 * Source: the shape (shock, sustained, fading) of Ari et al., "Managing flash crowds on the Internet", MASCOTS 2003.
 */
export function flashCrowd({
  base,
  crowd,
  comes,
  rise,
  stay,
  fade,
  name = 'flash-crowd',
  ...curve
}: Curve & {
  base: number;
  crowd: number;
  comes: { min: Millis; max: Millis };
  rise: Millis;
  stay: Millis;
  fade: Millis;
}): Workload {
  const { duration } = curve;
  const [earliest, latest] = [comes.min, comes.max - comes.min];
  const shape = { 'comes.min': earliest, 'comes.max − comes.min': latest, rise, stay, fade };
  checkCurve(name, { peak: Math.max(base, crowd), base, crowd, duration, ...shape });
  return {
    name,
    *arrivals(rng) {
      const begin = earliest + latest * rng.fork('comes').float();
      const share = (at: Millis): number => {
        if (at < begin) return 0;
        if (at < begin + rise) return (at - begin) / rise;
        const over = at - begin - rise - stay;
        return over <= 0 ? 1 : Math.exp(-over / fade);
      };
      const rate = (at: Millis): number => base + (crowd - base) * share(at);
      yield* varyingRate(rng, curve, { peak: Math.max(base, crowd), rate });
    },
  };
}
