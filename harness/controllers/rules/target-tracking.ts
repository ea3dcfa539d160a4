import { type Millis, seconds } from '../../clock.ts';
import { roundedUp } from './rounded-up.ts';

/*
 * Target tracking as far as cloud vendors document it: the size follows the metric in proportion, out at once, in late.
 * Source: cloud.google.com/compute/docs/autoscaler/understanding-autoscaler-decisions (size, ten-minute peak);
 * www.alibabacloud.com/help/en/auto-scaling/latest/target-tracking-scaling-rule (size, alarms of 3 and 15 points).
 * AWS publishes no formula; its alarms are of 3 and 15 minutes too.
 */

/** Instances that would bring a per-instance average to its target. An addition is rounded up, a removal down. */
export const sizeFor = (instances: number, metric: number, target: number): number =>
  roundedUp((instances * metric) / target);

/** Points in a row that make an alarm; one a minute. */
export interface AlarmOptions {
  readonly outPoints?: number;
  readonly inPoints?: number;
}

/** `points`: averages of a minute each, oldest first. Being at the target is neither above nor below it. */
export const alarm = (
  points: readonly number[],
  target: number,
  { outPoints = 3, inPoints = 15 }: AlarmOptions = {},
): 'out' | 'in' | 'none' => {
  const last = (count: number, breached: (point: number) => boolean): boolean =>
    points.length >= count && points.slice(points.length - count).every(breached);
  if (last(outPoints, point => point > target)) return 'out';
  return last(inPoints, point => point < target) ? 'in' : 'none';
};

/** The largest size needed within the last `stabilization`, its far edge included. One for a trial. */
export const peakSize = (stabilization: Millis = seconds(600)): ((needed: number, at: Millis) => number) => {
  let needs: { needed: number; at: Millis }[] = [];
  return (needed, at) => {
    // An older and smaller need can never again be the peak.
    needs = needs.filter(one => at - one.at <= stabilization && one.needed > needed);
    needs.push({ needed, at });
    return needs[0]!.needed;
  };
};
