import type { Workload } from '../workload.ts';
import { type Curve, checkCurve, varyingRate } from './arrivals/varying-rate.ts';

/** Requests at a rate that stays, for a time: Poisson, `perMinute` a paper minute on average. */
export function steady({ perMinute, name = 'steady', ...curve }: Curve & { perMinute: number }): Workload {
  checkCurve(name, { peak: perMinute, duration: curve.duration });
  return { name, arrivals: rng => varyingRate(rng, curve, { peak: perMinute, rate: () => perMinute }) };
}
