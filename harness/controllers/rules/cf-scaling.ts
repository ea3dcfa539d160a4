import { type Millis, seconds } from '../../clock.ts';
import type { CapacityBounds } from './capacity-change.ts';

/*
 * Cloud Foundry App Autoscaler: a threshold breached by every sample of a while, then a step, then a cooldown.
 * Source: cloudfoundry/app-autoscaler, eventgenerator/generator/evaluator.go, scalingengine/scalingengine.go.
 */

const satisfies = {
  '>': (value: number, threshold: number) => value > threshold,
  '>=': (value: number, threshold: number) => value >= threshold,
  '<': (value: number, threshold: number) => value < threshold,
  '<=': (value: number, threshold: number) => value <= threshold,
} as const;

export type CfOperator = keyof typeof satisfies;

export interface CfSample {
  /** How long ago it was taken. */
  readonly age: Millis;
  /** Null: an empty value, which is never a breach. */
  readonly value: number | null;
}

export interface CfTrigger {
  readonly operator: CfOperator;
  readonly threshold: number;
  readonly breachDuration: Millis;
}

/** Whether every sample of the breach duration (its far edge included) breaches. `samples`: oldest first, over twice as long. */
export const breached = (
  { operator, threshold, breachDuration }: CfTrigger,
  samples: readonly CfSample[],
): boolean => {
  const [oldest] = samples;
  // Without history from before, the duration is not known to be covered.
  if (oldest === undefined || oldest.age <= breachDuration) return false;
  const recent = samples.filter(({ age }) => age <= breachDuration);
  return (
    recent.length > 0 && recent.every(({ value }) => value !== null && satisfies[operator](value, threshold))
  );
};

/** A step as policies write it: '+2', '-1', '10%'; undefined where it cannot be read. */
export const newInstances = (instances: number, adjustment: string): number | undefined => {
  const percent = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)%$/.exec(adjustment)?.[1];
  if (percent !== undefined) {
    const share = Math.fround(Number(percent)); // parsed as 32 bits there
    const rounded = Math.trunc(instances * (1 + share / 100) + 0.5);
    return rounded === instances ? instances + Math.sign(share) : rounded;
  }
  return /^[+-]?\d+$/.test(adjustment) ? instances + Number(adjustment) : undefined;
};

export interface CfScaling {
  readonly instances: number;
  readonly adjustment: string;
  /** 0 or less: the default, as there. */
  readonly cooldown: Millis;
  readonly bounds: CapacityBounds;
  /** Bounds of the schedule that is active, instead of the policy's. */
  readonly schedule?: CapacityBounds | null | undefined;
  /** Until the running cooldown ends; undefined: there never was one. */
  readonly cooldownLeft: Millis | undefined;
  readonly started: boolean;
  readonly disabled: boolean;
}

export interface CfScaled {
  readonly instances: number;
  readonly status: 'succeeded' | 'ignored' | 'failed';
  /** Instances added, or removed where negative. */
  readonly change: number;
  /** Until the next scaling is allowed, as reported; undefined: none. */
  readonly cooldownLeft: Millis | undefined;
  readonly reason: string;
}

const defaultCooldown: Millis = seconds(300);

/** Acts on a breach. */
export const cfScale = (asked: CfScaling): CfScaled => {
  const { instances, adjustment, schedule, cooldownLeft } = asked;
  const stays = (status: 'ignored' | 'failed', reason: string, left?: Millis): CfScaled => ({
    instances,
    status,
    change: 0,
    cooldownLeft: left,
    reason,
  });
  if (!asked.started) return stays('ignored', 'not started');
  if (asked.disabled) return stays('ignored', 'scaling is disabled');
  if (cooldownLeft !== undefined && cooldownLeft > 0) return stays('ignored', 'cooling down', cooldownLeft);
  const computed = newInstances(instances, adjustment);
  if (computed === undefined) return stays('failed', `the adjustment "${adjustment}" cannot be read`);
  const { min, max } = schedule ?? asked.bounds;
  const bounded = computed < min ? min : Math.min(computed, max);
  if (bounded === instances) return stays('ignored', `${adjustment}, but ${instances} is the bound`);
  return {
    instances: bounded,
    status: 'succeeded',
    change: bounded - instances,
    cooldownLeft: asked.cooldown > 0 ? asked.cooldown : defaultCooldown,
    reason: `${adjustment}: ${instances} → ${bounded}`,
  };
};
