import { countedUsage, replicasFor, whole } from './hpa-fill-in.ts';
import type {
  HpaMetric,
  PodsMetric,
  Proposal,
  ResourceMetric,
  ShareMetric,
  TotalMetric,
  Unusable,
} from './hpa-metric.ts';
import { defaultStartup, groupPods, type Pod, type PodGroups, type Startup } from './hpa-pods.ts';
import {
  defaultTolerance,
  isWithin,
  meanUsageOf,
  type Tolerance,
  type Usage,
  utilizationOf,
} from './hpa-ratio.ts';

/*
 * Kubernetes HPA v2: how many pods one metric asks for, before any bound, window or rate.
 * Source: kubernetes/kubernetes, pkg/controller/podautoscaler/replica_calculator.go. Quantities are milli-units.
 */

/** Who is there: `spec` is the count last asked for, `status` the count observed. */
export interface Workload {
  readonly pods: readonly Pod[];
  readonly spec: number;
  readonly status: number;
}

export interface ReplicaSetting extends Startup {
  readonly tolerance: Tolerance;
}

type Answer = Proposal | Unusable;

/** One metric's proposal; an unusable metric is an answer, not an exception. */
export const proposeReplicas = (
  metric: HpaMetric,
  workload: Workload,
  setting: ReplicaSetting = { ...defaultStartup, tolerance: defaultTolerance },
): Answer => {
  switch (metric.kind) {
    case 'resource':
      return fromResource(metric, workload, setting);
    case 'pods':
      return fromPods(metric, workload, setting);
    case 'object':
    case 'external':
      return fromTotal(metric, workload, setting);
    case 'objectPerPod':
    case 'externalPerPod':
      return fromShare(metric, workload, setting);
    case 'invalid':
      return { error: 'invalid', why: metric.why };
  }
};

const fromResource = (metric: ResourceMetric, { pods, spec }: Workload, setting: ReplicaSetting): Answer => {
  const { resource, samples, targetUtilizationPercent: target } = metric;
  const groups = groupPods(pods, samples, resource, setting);
  const usage = countedUsage(samples, groups);
  if (pods.length === 0 || usage.size === 0) return noMetrics(resource, pods);
  const undeclared = pods.find(pod => pod.request === null);
  if (undeclared !== undefined)
    return { error: 'missing-request', why: `${undeclared.name} requests no ${resource}` };
  const requests = new Map<string, number>();
  for (const { name, request } of pods) requests.set(name, request ?? 0);
  const seen = utilizationOf(usage, requests, target);
  if (seen === undefined)
    return { error: 'no-metrics-for-known-pods', why: `no ${resource} sample of a container that is here` };
  const { percent, average, ratio } = seen;
  // A missing pod could be at its whole request, or at the target where that is higher.
  const assumed = (name: string): number =>
    Math.trunc(((requests.get(name) ?? 0) * Math.max(100, target)) / 100);
  const ratioOf = (filled: Usage): number => utilizationOf(filled, requests, target)?.ratio ?? ratio;
  return {
    replicas: replicasFor({ ratio, usage, groups, current: spec, assumed, ratioOf }, setting.tolerance),
    utilizationPercent: percent,
    averageValue: average,
    why: `${resource} at ${percent} % of the request, target ${target} %${uncounted(groups)}`,
  };
};

const fromPods = (metric: PodsMetric, { pods, spec }: Workload, setting: ReplicaSetting): Answer => {
  const { samples, targetAverage } = metric;
  const groups = groupPods(pods, samples, 'none', setting);
  const usage = countedUsage(samples, groups);
  if (pods.length === 0 || usage.size === 0) return noMetrics('metric', pods);
  const { mean, ratio } = meanUsageOf(usage, targetAverage);
  const assumed = (): number => targetAverage;
  const ratioOf = (filled: Usage): number => meanUsageOf(filled, targetAverage).ratio;
  return {
    replicas: replicasFor({ ratio, usage, groups, current: spec, assumed, ratioOf }, setting.tolerance),
    usage: mean,
    why: `${mean / 1000} per container, target ${targetAverage / 1000}${uncounted(groups)}`,
  };
};

const fromTotal = (metric: TotalMetric, { pods, spec }: Workload, { tolerance }: ReplicaSetting): Answer => {
  if (metric.values.length === 0) return noValues;
  const usage = sum(metric.values);
  const ratio = usage / metric.targetValue;
  const why = `${usage / 1000} in all, target ${metric.targetValue / 1000}`;
  if (spec === 0) return { replicas: whole(ratio), usage, why };
  if (isWithin(ratio, tolerance)) return { replicas: spec, usage, why };
  if (pods.length === 0) return noMetrics('metric', pods);
  const ready = pods.filter(pod => pod.phase === 'Running' && pod.ready === true).length;
  return { replicas: whole(ratio * ready), usage, why };
};

const fromShare = (metric: ShareMetric, { status }: Workload, { tolerance }: ReplicaSetting): Answer => {
  const { targetAverage, values } = metric;
  if (values.length === 0) return noValues;
  const total = sum(values);
  const held = isWithin(total / (targetAverage * status), tolerance);
  return {
    replicas: held ? status : whole(total / targetAverage),
    usage: status === 0 ? 0 : Math.ceil(total / status),
    why: `${total / 1000} in all, target ${targetAverage / 1000} per container`,
  };
};

const noMetrics = (what: string, pods: readonly Pod[]): Unusable => ({
  error: 'no-metrics',
  why: pods.length === 0 ? 'there are no containers' : `no ${what} sample of a container that is ready`,
});

const noValues: Unusable = { error: 'no-metrics', why: 'no value was returned' };

const uncounted = ({ unready, missing }: PodGroups): string =>
  (unready.length > 0 ? `, ${unready.length} starting` : '') +
  (missing.length > 0 ? `, ${missing.length} without a sample` : '');

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
