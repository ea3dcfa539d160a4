import { type Millis, seconds } from '../../clock.ts';
import { type AzureRule, azureSize } from './azure-rules.ts';
import type { CapacityBounds } from './capacity-change.ts';
import { breached, type CfOperator, cfScale } from './cf-scaling.ts';
import { type StepPolicies, stepScaling } from './step-scaling.ts';

/*
 * Three clouds' step policies on means of a minute, oldest first and the newest as old as the decision. Each is a rule
 * with memory once it knows its bounds. Defaults are those of the vendors' consoles and documentation; steps and
 * thresholds, which they leave to the user, are those of their examples.
 */

export type StepPolicy = (
  bounds: CapacityBounds,
) => (minutes: readonly number[], count: number, at: Millis) => { count: number; reason: string };

const minute: Millis = seconds(60);

export interface AwsSteps extends StepPolicies {
  readonly cooldown: Millis;
  /** The alarm rings after so many minutes on one side of the threshold. */
  readonly evaluationPeriods: number;
}

/** The example of the EC2 Auto Scaling guide: 0, 10, 30 % of the capacity, at 0, 10, 20 beyond the threshold. */
const documented: AwsSteps = {
  type: 'PercentChangeInCapacity',
  threshold: 50,
  out: [
    { lower: 0, upper: 10, adjustment: 0 },
    { lower: 10, upper: 20, adjustment: 10 },
    { lower: 20, upper: null, adjustment: 30 },
  ],
  in: [
    { lower: -10, upper: 0, adjustment: 0 },
    { lower: -20, upper: -10, adjustment: -10 },
    { lower: null, upper: -20, adjustment: -30 },
  ],
  cooldown: seconds(300),
  evaluationPeriods: 2,
};

/** AWS: an alarm, then the step that holds the newest minute. */
export const awsSteps = (given: Partial<AwsSteps> = {}): StepPolicy => {
  const policy = { ...documented, ...given };
  const { threshold, evaluationPeriods } = policy;
  return bounds => {
    const rule = stepScaling({ ...policy, bounds });
    return (minutes, count, at) => {
      const judged = minutes.slice(-evaluationPeriods);
      const one = judged.every(value => value >= threshold) || judged.every(value => value <= threshold);
      if (judged.length < evaluationPeriods || !one)
        return { count, reason: `not yet ${evaluationPeriods} minutes on one side of ${threshold}` };
      const { capacity, reason } = rule(judged.at(-1)!, count, at);
      return { count: capacity, reason };
    };
  };
};

export interface AzureSteps {
  readonly rules: readonly Omit<AzureRule, 'metric'>[];
  /** Minutes that a rule looks at, as one mean. */
  readonly window: number;
  readonly cooldown: Millis;
}

/** Azure: rules on the mean of ten minutes, five minutes of rest after each action, no scale-in that would flap. */
export const azureSteps = ({
  rules = [
    { operator: '>', threshold: 70, change: 1 },
    { operator: '<', threshold: 30, change: -1 },
  ],
  window = 10,
  cooldown = seconds(300),
}: Partial<AzureSteps> = {}): StepPolicy => {
  const named = rules.map(rule => ({ ...rule, metric: 'mean' }));
  return bounds => {
    let acted = Number.NEGATIVE_INFINITY;
    return (minutes, count, at) => {
      const looked = minutes.slice(-window);
      const mean = Math.round((100 * looked.reduce((sum, value) => sum + value, 0)) / looked.length) / 100;
      const { instances, reason } = azureSize(named, { mean }, count, bounds);
      if (instances === count) return { count, reason };
      if (at - acted < cooldown) return { count, reason: `${reason}, but cooling down` };
      acted = at;
      return { count: instances, reason };
    };
  };
};

export interface CfSteps {
  readonly rules: readonly {
    readonly operator: CfOperator;
    readonly threshold: number;
    readonly breachDuration: Millis;
    /** '+1', '-1', '10%'. */
    readonly adjustment: string;
  }[];
  readonly cooldown: Millis;
}

/** Cloud Foundry: the first rule that was breached all through its duration acts, then five minutes of rest. */
export const cfSteps = ({
  rules = [
    { operator: '>', threshold: 70, breachDuration: seconds(120), adjustment: '+1' },
    { operator: '<', threshold: 30, breachDuration: seconds(120), adjustment: '-1' },
  ],
  cooldown = seconds(300),
}: Partial<CfSteps> = {}): StepPolicy => {
  return bounds => {
    let cooledAt: Millis | undefined;
    return (minutes, count, at) => {
      const samples = minutes.map((value, i) => ({ age: (minutes.length - 1 - i) * minute, value }));
      const rule = rules.find(one =>
        breached(
          one,
          samples.filter(({ age }) => age <= 2 * one.breachDuration),
        ),
      );
      if (rule === undefined) return { count, reason: 'no rule was breached all through' };
      const scaled = cfScale({
        instances: count,
        adjustment: rule.adjustment,
        cooldown,
        bounds,
        cooldownLeft: cooledAt === undefined ? undefined : cooledAt - at,
        started: true,
        disabled: false,
      });
      if (scaled.status === 'succeeded' && scaled.cooldownLeft !== undefined)
        cooledAt = at + scaled.cooldownLeft;
      return {
        count: scaled.instances,
        reason: `${rule.operator} ${rule.threshold} all through, ${scaled.reason}`,
      };
    };
  };
};
