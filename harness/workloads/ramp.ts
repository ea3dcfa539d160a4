import type { Millis } from '../clock.ts';
import type { Workload } from '../workload.ts';
import { type Curve, checkCurve, varyingRate } from './arrivals/varying-rate.ts';

/**
 * Requests whose rate grows (or falls) in a straight line, from `from` to `to` a paper minute: what a controller without
 * a model of slope lags behind. It stays at `from` for `before`, and at `to` for `after`.
 */
export function ramp({
  from,
  to,
  before = 0,
  after = 0,
  name = 'ramp',
  ...curve
}: Curve & { from: number; to: number; before?: Millis; after?: Millis }): Workload {
  const { duration } = curve;
  const rise = duration - before - after;
  checkCurve(name, { peak: Math.max(from, to), from, to, duration, before, after, rise });
  const rate = (at: Millis): number =>
    from + (to - from) * (rise === 0 ? Number(at >= before) : Math.max(0, Math.min(1, (at - before) / rise)));
  return { name, arrivals: rng => varyingRate(rng, curve, { peak: Math.max(from, to), rate }) };
}
