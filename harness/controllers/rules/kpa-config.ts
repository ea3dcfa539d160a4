import { type Millis, seconds } from '../../clock.ts';

/*
 * Knative KPA: its settings and how the ones that are used follow from the ones that are given.
 * Source: knative/serving@98e5ef90, pkg/autoscaler/config/config.go, pkg/reconciler/autoscaling/resources/{target,metric}.go,
 * pkg/reconciler/autoscaling/kpa/resources/decider.go, pkg/autoscaler/metrics/sample_size.go, pkg/autoscaler/aggregation/bucketing.go.
 */

/** What is counted: requests waiting or in service, or requests arriving per second. */
export type KpaMetric = 'concurrency' | 'rps';

/** What can be set, for all services (config-autoscaler) or for one (annotations). */
export interface KpaSettings {
  readonly enableScaleToZero: boolean;
  /** Share of what a pod may have that is aimed at. */
  readonly targetUtilization: number;
  readonly concurrencyTargetDefault: number;
  readonly rpsTargetDefault: number;
  readonly maxScaleUpRate: number;
  readonly maxScaleDownRate: number;
  /** Requests that must find room at once, −1 for any number; else they go through the queue in front of the service. */
  readonly targetBurstCapacity: number;
  /** Of the stable window. */
  readonly panicWindowPercentage: number;
  readonly panicThresholdPercentage: number;
  readonly stableWindow: Millis;
  readonly scaleToZeroGracePeriod: Millis;
  readonly scaleToZeroPodRetention: Millis;
  readonly scaleDownDelay: Millis;
  readonly initialScale: number;
  readonly allowZeroInitialScale: boolean;
  readonly minScale: number;
  /** 0: no limit. */
  readonly maxScale: number;
  /** Least pods for any demand that is not 0; up to 1 it does nothing. */
  readonly activationScale: number;
  /** The two rhythms, constants of the original's code. */
  readonly tick: Millis;
  readonly bucket: Millis;
  /** A Deployment's progress deadline (600 s) and the 30 s that the scaler adds to it. */
  readonly activationTimeout: Millis;
}

export const kpaDefaults: KpaSettings = {
  enableScaleToZero: true,
  targetUtilization: 0.7,
  concurrencyTargetDefault: 100,
  rpsTargetDefault: 200,
  maxScaleUpRate: 1000,
  maxScaleDownRate: 2,
  targetBurstCapacity: 211,
  panicWindowPercentage: 10,
  panicThresholdPercentage: 200,
  stableWindow: seconds(60),
  scaleToZeroGracePeriod: seconds(30),
  scaleToZeroPodRetention: 0,
  scaleDownDelay: 0,
  initialScale: 1,
  allowZeroInitialScale: false,
  minScale: 0,
  maxScale: 0,
  activationScale: 1,
  tick: seconds(2),
  bucket: seconds(1),
  activationTimeout: seconds(630),
};

export interface TargetSetting {
  readonly metric: KpaMetric;
  /** Requests that a container takes at a time; 0: without limit. */
  readonly containerConcurrency: number;
  /** Given for this service (an annotation): how much of the metric a container should have at most. */
  readonly target: number | undefined;
  /** Given for this service (an annotation): the share of that which is aimed at, 0.7 for 70 %. */
  readonly utilization: number | undefined;
  readonly concurrencyTargetFraction: number;
  readonly concurrencyTargetDefault: number;
  readonly rpsTargetDefault: number;
  readonly rpsTargetUtilization: number;
}

/** What a container may have at most (`total`) and what it is meant to have (`target`, at least 0.01). */
export const kpaTarget = (given: TargetSetting): { readonly target: number; readonly total: number } => {
  const { containerConcurrency: limit, metric, target } = given;
  const limited = metric === 'concurrency' && limit !== 0;
  const usual = metric === 'rps' ? given.rpsTargetDefault : limit || given.concurrencyTargetDefault;
  // Nobody may aim higher than a container can take.
  const total = target === undefined ? usual : limited ? Math.min(target, limit) : target;
  const usualShare = metric === 'rps' ? given.rpsTargetUtilization : given.concurrencyTargetFraction;
  return { target: Math.max(0.01, total * (given.utilization ?? usualShare)), total };
};

/** Whole seconds, at least one. */
export const panicWindowOf = (stableWindow: Millis, percentage: number): Millis =>
  Math.max(seconds(1), seconds(roundTo(0, (stableWindow * percentage) / 100 / seconds(1))));

/** Containers a new service begins with: what was given for it, but 0 only where that is allowed. */
export const initialScaleOf = (given: number | undefined, usual: number, allowZero: boolean): number =>
  given === undefined || (given === 0 && !allowZero) ? usual : given;

/** How fast a bucket's weight decays in a weighted window: the weights add up to 0.9999, unless the decay falls below 0.2. */
export const smoothingOf = (buckets: number): number => Math.max(1 - 0.0001 ** (1 / buckets), 0.2);

/** Half away from zero, and never −0. */
export const roundTo = (digits: number, value: number): number => {
  const scale = 10 ** digits;
  return (Math.sign(value) * Math.round(Math.abs(value) * scale)) / scale + 0;
};

/** Pods to ask for their mean, for a margin of error of 5 at 95 % with a variance of 100: all of up to three. */
export const sampleSizeOf = (pods: number): number => {
  if (pods <= 3) return Math.max(pods, 0);
  const unbounded = (1.96 ** 2 * 100) / 25;
  return Math.ceil((pods * unbounded) / (pods + unbounded - 1));
};
