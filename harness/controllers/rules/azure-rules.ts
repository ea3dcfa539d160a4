import type { CapacityBounds } from './capacity-change.ts';

/*
 * Azure Monitor autoscale: out if any rule says so, in only if all do and the load would still fit (no flapping).
 * Source: MicrosoftDocs/azure-docs, articles/azure-monitor/autoscale/{autoscale-flapping,autoscale-best-practices,
 * autoscale-understanding-settings}.md. No code and no tests are public. (The 30 → 27 example there contradicts its own rule.)
 */

const comparisons = {
  '>': (value: number, threshold: number) => value > threshold,
  '>=': (value: number, threshold: number) => value >= threshold,
  '<': (value: number, threshold: number) => value < threshold,
  '<=': (value: number, threshold: number) => value <= threshold,
  '==': (value: number, threshold: number) => value === threshold,
  '!=': (value: number, threshold: number) => value !== threshold,
} as const;

export type AzureOperator = keyof typeof comparisons;

export interface AzureRule {
  readonly metric: string;
  readonly operator: AzureOperator;
  readonly threshold: number;
  /** Instances added, or removed where negative. */
  readonly change: number;
}

export interface AzureAnswer {
  readonly instances: number;
  /** A scale-in was due, but at no smaller count would it have lasted. */
  readonly skippedForFlapping: boolean;
  readonly reason: string;
}

/** One run of the engine. `metrics` are averages per instance, by name; a rule on a metric that is missing does not match. */
export const azureSize = (
  rules: readonly AzureRule[],
  metrics: Readonly<Record<string, number>>,
  instances: number,
  { min, max }: CapacityBounds,
): AzureAnswer => {
  const settled = (count: number, reason: string): AzureAnswer => ({
    instances: count,
    skippedForFlapping: false,
    reason,
  });
  if (instances < min) return settled(min, `${instances} is below the minimum: ${min}`);
  if (instances > max) return settled(max, `${instances} is above the maximum: ${max}`);

  const matches = (rule: AzureRule, at = instances): boolean => {
    const value = metrics[rule.metric];
    return value !== undefined && comparisons[rule.operator](shared(value, instances, at), rule.threshold);
  };
  const outward = rules.filter(rule => rule.change > 0);
  const inward = rules.filter(rule => rule.change < 0);

  const out = outward.filter(rule => matches(rule));
  if (out.length > 0) {
    // Of several the one that leaves the most instances.
    const largest = out.reduce((most, rule) => (rule.change > most.change ? rule : most));
    return settled(Math.min(max, instances + largest.change), `${told(largest, metrics)}: scale out`);
  }
  if (inward.length === 0 || !inward.every(rule => matches(rule)))
    return settled(instances, 'no scale-out rule matches, nor do all scale-in rules');
  const smallest = inward.reduce((least, rule) => (rule.change > least.change ? rule : least));
  const target = Math.max(min, instances + smallest.change);
  if (target === instances)
    return settled(instances, `${told(smallest, metrics)}, but ${min} is the minimum`);
  for (let count = target; count < instances; count++) {
    const lasts = !outward.some(rule => matches(rule, count));
    if (lasts)
      return settled(count, `${told(smallest, metrics)}: scale in${count > target ? ' by less' : ''}`);
  }
  return {
    instances,
    skippedForFlapping: true,
    reason: `${told(smallest, metrics)}, but with fewer it would have to scale out again`,
  };
};

/** What an average per instance would be at another count; no load is none however few carry it. */
const shared = (value: number, instances: number, count: number): number =>
  value === 0 ? 0 : (value * instances) / count;

const told = (
  { metric, operator, threshold }: AzureRule,
  metrics: Readonly<Record<string, number>>,
): string => `${metric} ${metrics[metric]} ${operator} ${threshold}`;
