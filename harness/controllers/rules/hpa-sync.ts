import type { Millis } from '../../clock.ts';
import type { LimitReason } from './hpa-limits.ts';
import type { HpaMetric, Proposal, Unusable } from './hpa-metric.ts';
import type { HpaOptions } from './hpa-options.ts';
import { proposeReplicas, type Workload } from './hpa-replicas.ts';
import { type HpaState, rescaled, type Settled, seeded, settle } from './hpa-settle.ts';

/*
 * Kubernetes HPA v2: one whole sync, which the original does every 15 s.
 * Source: kubernetes/kubernetes, pkg/controller/podautoscaler/horizontal.go, reconcileAutoscaler and computeReplicasForMetrics.
 */

/** What a sync sees. */
export interface HpaSync extends Workload {
  readonly at: Millis;
  readonly metrics: readonly HpaMetric[];
}

export interface HpaDecision {
  readonly replicas: number;
  /** In words. */
  readonly reason: string;
  /** Which bound decided; absent where the metrics were not asked or said nothing. */
  readonly limit?: LimitReason;
  /** To be given to the next sync. */
  readonly state: HpaState;
}

/** Decides once. The state before (`startedHpa` at first) is not changed. */
export const syncHpa = (sync: HpaSync, state: HpaState, options: HpaOptions): HpaDecision => {
  const { at, spec } = sync;
  const { minReplicas: min, maxReplicas: max } = options;
  const known = seeded(state, { replicas: spec, at });
  const jump = (replicas: number, reason: string): HpaDecision => ({
    replicas,
    reason,
    state: rescaled(known, spec, { replicas, at }, options),
  });
  // These ask neither the metrics nor the recommendations.
  if (spec === 0 && min > 0) return jump(spec, 'at 0 although the minimum is more: scaling is disabled');
  if (spec > max) return jump(max, `${spec} is above the maximum: ${max}`);
  if (spec < min) return jump(min, `${spec} is below the minimum: ${min}`);

  const { best, unusable } = proposals(sync, options);
  if (best === undefined)
    return jump(spec, `no usable metric (${unusable?.why ?? 'none given'}): stays at ${spec}`);
  if (unusable !== undefined && best.replicas < spec)
    return jump(spec, `${best.why}, but not all metrics are usable (${unusable.why}): stays at ${spec}`);
  const settled = settle({ replicas: best.replicas, at }, spec, known, options);
  return {
    replicas: settled.replicas,
    reason: inWords(best, spec, settled),
    limit: settled.limit,
    state: settled.state,
  };
};

/** The largest proposal (the first of equals) and the first unusable metric. */
const proposals = (sync: HpaSync, options: HpaOptions) => {
  let best: Proposal | undefined;
  let unusable: Unusable | undefined;
  for (const metric of sync.metrics) {
    const one = proposeReplicas(metric, sync, options);
    if ('error' in one) unusable ??= one;
    else if (best === undefined || one.replicas > best.replicas) best = one;
  }
  return { best, unusable };
};

const limits: Readonly<Record<LimitReason, string>> = {
  DesiredWithinRange: '',
  TooFewReplicas: 'the minimum is',
  TooManyReplicas: 'the maximum is',
  ScaleUpLimit: 'the scale-up rate allows',
  ScaleDownLimit: 'the scale-down rate allows',
};

const inWords = (
  { why, replicas: asked }: Proposal,
  spec: number,
  { replicas, stabilized, limit }: Settled,
): string => {
  const wish = asked === spec ? `stays at ${spec}` : `${spec} → ${asked}`;
  const held = stabilized === asked ? '' : `; recent recommendations hold it at ${stabilized}`;
  const limited = replicas === stabilized ? '' : `; ${limits[limit]} ${replicas}`;
  return `${why}: ${wish}${held}${limited}`;
};
