import type { Millis } from '../clock.ts';
import type { Workload } from '../workload.ts';
import { type Curve, checkCurve, varyingRate } from './arrivals/varying-rate.ts';

/**
 * Day and night: requests at `mean` a paper minute, swinging by the share `swing` of it around the mean once in `cycle`,
 * beginning at the deepest night. A sinusoid, as it is what the `francis` controller can have an exosystem for.
 */
export function daily({
  mean,
  swing = 0.8,
  cycle,
  name = 'daily',
  ...curve
}: Curve & { mean: number; swing?: number; cycle: Millis }): Workload {
  const { duration } = curve;
  checkCurve(name, { peak: mean, duration, cycle, swing, '1 − swing': 1 - swing });
  const rate = (at: Millis): number => mean * (1 - swing * Math.cos((2 * Math.PI * at) / cycle));
  return { name, arrivals: rng => varyingRate(rng, curve, { peak: mean * (1 + swing), rate }) };
}
