import { type Millis, seconds } from '../clock.ts';
import type { ControllerDocs, ControllerFactory, Grid } from '../controller.ts';
import { inWords, type PerContainer, perContainer, spanMeans } from './rules/per-container.ts';
import { type AlarmOptions, alarm, peakSize, sizeFor } from './rules/target-tracking.ts';
import { wholeMillis } from './rules/whole-millis.ts';

export const docs: ControllerDocs = {
  optimises:
    'nothing: it holds the mean CPU use of the ready containers, or requests per container, at a target; out within minutes, in after a quarter of an hour',
  flaws:
    'looks once a minute, so that a burst of minutes is over before it acts; CPU never passes 100 %, so a long queue asks for no more than 1/target at a time; AWS publishes no formula: this is what Google and Alibaba document, with 50 % and the newest minute as our choice',
  source:
    'Google Compute Engine, understanding autoscaler decisions; Alibaba Cloud, target tracking scaling rule; vectors test/conformance/cloud-target-tracking.json',
};

export interface TargetTrackingOptions extends AlarmOptions {
  readonly signal?: PerContainer;
  /** Percent, or requests a container. */
  readonly target?: number;
  /**
   * When the size follows the metric. `alarms` (Alibaba, and AWS as far as its alarms tell): out after 3 minutes above the
   * target, in after 15 below. `peak` (Google): at once, but never below what the last ten minutes needed.
   */
  readonly when?: 'alarms' | 'peak';
  /** `peak` only: how long a need is remembered. */
  readonly stabilization?: Millis;
}

const MINUTE = 60;

/** Cloud target tracking between kMin and kMax, on means of a minute. */
export const targetTracking = ({
  signal = 'cpu',
  target = 50,
  when = 'alarms',
  stabilization = seconds(600),
  ...alarms
}: TargetTrackingOptions = {}): ControllerFactory => {
  if (!(target > 0))
    throw new RangeError(`target-tracking expected a target above 0, found ${target}: correct it.`);
  return {
    name: 'target-tracking',
    period: seconds(MINUTE),
    create: ({ kMin, kMax }) => {
      const minutes = spanMeans(MINUTE, Math.max(alarms.outPoints ?? 3, alarms.inPoints ?? 15));
      const peak = peakSize(stabilization);
      let count = Math.max(1, kMin);
      const stay = (why: string) => ({ containers: count, reason: `${why}: stays at ${count}` });
      return {
        decide: seen => {
          const measured = perContainer(signal, seen);
          if ('missing' in measured) return stay(measured.missing);
          const { means, fresh } = minutes(measured.points);
          const newest = means.at(-1);
          if (fresh === 0 || newest === undefined) return stay('no minute has ended');
          const needed = Math.max(1, kMin, Math.min(kMax, sizeFor(count, newest, target)));
          const told = `${inWords(signal, newest)}, target ${target}`;
          const turn = when === 'peak' ? 'peak' : alarm(means, target, alarms);
          if (turn === 'none') return stay(`${told}, no alarm`);
          const before = count;
          count = turn === 'peak' ? peak(needed, wholeMillis(seen.at)) : needed;
          const why =
            turn === 'peak'
              ? count > needed
                ? `, ${needed} would do but for the peak`
                : ''
              : `, ${turn} alarm`;
          return count === before
            ? stay(told + why)
            : { containers: count, reason: `${told}${why}: ${before} → ${count}` };
        },
      };
    },
  };
};

/** On requests a container; CPU at 50 %, the default, is tried as well. */
export const grid: Grid<TargetTrackingOptions> = {
  signal: ['concurrency'],
  target: [0.5, 0.7, 1, 1.5],
  when: ['alarms', 'peak'],
  stabilization: [60, 120, 600].map(seconds),
};

export const controller = targetTracking;
