import type { Samples } from './hpa-pods.ts';

/*
 * Kubernetes HPA v2: what can be measured and what a measurement asks for. Quantities are milli-units: 1000 is one core, or 1.0.
 * Source: kubernetes/kubernetes, staging/src/k8s.io/api/autoscaling/v2/types.go, MetricSpec.
 */

/** Usage of a resource against a percentage of what the pods requested; `cpu` is not believed while a pod starts. */
export interface ResourceMetric {
  readonly kind: 'resource';
  readonly resource: string;
  readonly targetUtilizationPercent: number;
  readonly samples: Samples;
}

/** A number of each pod, against its mean; readiness is not asked. */
export interface PodsMetric {
  readonly kind: 'pods';
  readonly targetAverage: number;
  readonly samples: Samples;
}

/** Numbers of something else (a queue), summed, against a total that the ready pods answer for. */
export interface TotalMetric {
  readonly kind: 'object' | 'external';
  readonly targetValue: number;
  readonly values: readonly number[];
}

/** The same, against what each pod should have. */
export interface ShareMetric {
  readonly kind: 'objectPerPod' | 'externalPerPod';
  readonly targetAverage: number;
  readonly values: readonly number[];
}

/** A metric that cannot be read now, and why. */
export interface InvalidMetric {
  readonly kind: 'invalid';
  readonly why: string;
}

export type HpaMetric = ResourceMetric | PodsMetric | TotalMetric | ShareMetric | InvalidMetric;

/** What a metric asks for, and why in words; the measurements are those before anything was filled in. */
export interface Proposal {
  readonly replicas: number;
  readonly why: string;
  readonly utilizationPercent?: number;
  readonly averageValue?: number;
  readonly usage?: number;
}

/** A metric that says nothing. */
export interface Unusable {
  readonly error: 'no-metrics' | 'no-metrics-for-known-pods' | 'missing-request' | 'invalid';
  readonly why: string;
}
