import type { Millis } from '../../clock.ts';
import { begunStatus, type KpaStatus, nextStatus } from './kpa-activity.ts';
import { applyKpa } from './kpa-apply.ts';
import { type KpaMetric, type KpaSettings, kpaTarget } from './kpa-config.ts';
import { decideKpa, type KpaSpec, type KpaState, startedKpa } from './kpa-decide.ts';

/*
 * Knative KPA: one whole tick, which the original does every 2 s: decide, apply, and remember what the service is by now.
 * Source: knative/serving@98e5ef90, pkg/reconciler/autoscaling/kpa/kpa.go.
 */

export interface KpaService extends KpaSettings {
  readonly metric: KpaMetric;
  /** Requests that a pod takes at a time; 0: without limit. */
  readonly containerConcurrency: number;
  /** How much of the metric a pod should have at most, where that is not the default. */
  readonly target?: number;
}

/** What one autoscaler remembers from tick to tick. */
export interface KpaMemory {
  /** Undefined before the first tick. */
  readonly decider: KpaState | undefined;
  readonly status: KpaStatus;
  /** The count last set. */
  readonly replicas: number;
  readonly excessBurstCapacity: number;
}

/** As a service begins that has so many pods. */
export const begunKpa = (replicas: number, { initialScale }: KpaService): KpaMemory => ({
  decider: undefined,
  status: begunStatus(replicas, initialScale, 0),
  replicas,
  excessBurstCapacity: 0,
});

export interface KpaTick {
  readonly at: Millis;
  readonly readyPods: number;
  /** Means of the two windows; undefined: nothing was measured for a whole window. */
  readonly means: { readonly stable: number; readonly panic: number } | undefined;
}

/** The count to be set and why; the memory before is not changed. */
export const reconcileKpa = (
  { at, readyPods, means }: KpaTick,
  service: KpaService,
  memory: KpaMemory,
): { readonly replicas: number; readonly reason: string; readonly memory: KpaMemory } => {
  const { status } = memory;
  const started = memory.decider ?? startedKpa(readyPods, at);
  const decision = means && decideKpa({ at, readyPods, ...means }, specOf(service), started);
  const excessBurstCapacity = decision?.excessBurstCapacity ?? memory.excessBurstCapacity;
  const applied = applyKpa({
    currentReplicas: memory.replicas,
    desiredPods: decision?.desiredPods ?? -1,
    minScale: service.minScale,
    maxScale: service.maxScale,
    activity: status.activity,
    activitySince: at - status.activeAt,
    unreachable: false,
    initialScale: service.initialScale,
    initialScaleReached: status.initialScaleReached,
    stableWindow: service.stableWindow,
    gracePeriod: service.scaleToZeroGracePeriod,
    podRetention: service.scaleToZeroPodRetention,
    activationTimeout: service.activationTimeout,
    enableScaleToZero: service.enableScaleToZero,
    proxyFor: status.proxiedAt === undefined ? 0 : at - status.proxiedAt,
    // Every request of a trial waits in the dispatcher's queue first, so it never comes past it.
    proxied: true,
  });
  const replicas = applied.apply ? applied.desired : memory.replicas;
  const { minScale, initialScale } = service;
  const outcome = {
    at,
    want: applied.desired,
    ready: readyPods,
    minScale,
    initialScale,
    excessBurstCapacity,
  };
  return {
    replicas,
    reason: [decision?.why, applied.why].filter(Boolean).join('; '),
    memory: {
      decider: decision?.state ?? started,
      status: nextStatus(status, outcome),
      replicas,
      excessBurstCapacity,
    },
  };
};

const specOf = (service: KpaService): KpaSpec => {
  const { target, total } = kpaTarget({
    metric: service.metric,
    containerConcurrency: service.containerConcurrency,
    target: service.target,
    utilization: undefined,
    concurrencyTargetFraction: service.targetUtilization,
    concurrencyTargetDefault: service.concurrencyTargetDefault,
    rpsTargetDefault: service.rpsTargetDefault,
    rpsTargetUtilization: service.targetUtilization,
  });
  return {
    targetValue: target,
    totalValue: total,
    targetBurstCapacity: service.targetBurstCapacity,
    panicThreshold: service.panicThresholdPercentage / 100,
    maxScaleUpRate: service.maxScaleUpRate,
    maxScaleDownRate: service.maxScaleDownRate,
    stableWindow: service.stableWindow,
    scaleDownDelay: service.scaleDownDelay,
    tick: service.tick,
    reachable: true,
    activationScale: service.activationScale,
  };
};
