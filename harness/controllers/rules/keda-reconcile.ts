import type { Millis } from '../../clock.ts';
import type { HpaMetric } from './hpa-metric.ts';
import type { HpaOptions } from './hpa-options.ts';
import { type HpaState, startedHpa } from './hpa-settle.ts';
import { syncHpa } from './hpa-sync.ts';
import { activateKeda } from './keda-activation.ts';
import { queueIsActive } from './keda-queue.ts';

/*
 * KEDA with one queue: the poll of its executor and the sync of the HPA that it makes, each in its own rhythm.
 * Source: kedacore/keda@8b4f083c, pkg/scaling/executor and apis/keda/v1alpha1 (the HPA's minimum is at least 1).
 */

export interface KedaSettings {
  /** Of the queue, for each replica. */
  readonly targetPerReplica: number;
  readonly activationThreshold: number;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Replicas while the queue is inactive; undefined: the minimum. */
  readonly idleReplicas: number | undefined;
  readonly cooldownPeriod: Millis;
  readonly initialCooldownPeriod: Millis;
  /** Of the HPA, whose bounds must be max(1, minReplicas) and maxReplicas. */
  readonly hpa: HpaOptions;
}

/** What is remembered from one to the next. */
export interface KedaMemory {
  /** The count last set. */
  readonly replicas: number;
  /** Undefined: the queue never was active. */
  readonly lastActive: Millis | undefined;
  readonly hpa: HpaState;
}

export const begunKeda = (replicas: number): KedaMemory => ({
  replicas,
  lastActive: undefined,
  hpa: startedHpa,
});

export interface KedaSight {
  /** Since the autoscaler was created. */
  readonly at: Millis;
  readonly queueLength: number;
  /** Replicas that are there, ready or not. */
  readonly observed: number;
  /** Which of the two is due; the poll comes first, and what it changes is the HPA's concern only at its next sync. */
  readonly poll: boolean;
  readonly sync: boolean;
}

interface Outcome {
  readonly replicas: number;
  readonly reason: string;
  readonly memory: KedaMemory;
}

/** Decides once; the memory before is not changed. */
export const reconcileKeda = (seen: KedaSight, settings: KedaSettings, memory: KedaMemory): Outcome => {
  const polled = seen.poll ? polledKeda(seen, settings, memory) : undefined;
  if (polled !== undefined && polled.replicas !== memory.replicas) return polled;
  const known = polled?.memory ?? memory;
  if (!seen.sync || known.replicas === 0)
    return { replicas: known.replicas, reason: polled?.reason ?? asleep(seen, known), memory: known };
  return synced(seen, settings, known);
};

const polledKeda = (seen: KedaSight, settings: KedaSettings, memory: KedaMemory): Outcome => {
  const { at, queueLength } = seen;
  const { replicas, marksActive, why } = activateKeda({
    ...settings,
    currentReplicas: memory.replicas,
    active: queueIsActive(queueLength, settings.activationThreshold),
    // A queue of a trial can always be read, and nobody annotates it.
    error: false,
    sinceLastActive: memory.lastActive === undefined ? undefined : at - memory.lastActive,
    sinceCreation: at,
    pauseScaleIn: false,
    pauseScaleOut: false,
    paused: false,
    forceActivation: false,
    fallbackReplicas: undefined,
  });
  const change = replicas === memory.replicas ? `stays at ${replicas}` : `${memory.replicas} → ${replicas}`;
  return {
    replicas,
    reason: `queue of ${short(queueLength)}, ${why}: ${change}`,
    memory: { ...memory, replicas, lastActive: marksActive ? at : memory.lastActive },
  };
};

const synced = (seen: KedaSight, settings: KedaSettings, memory: KedaMemory): Outcome => {
  const metric: HpaMetric = {
    kind: 'externalPerPod',
    targetAverage: 1000 * settings.targetPerReplica,
    values: [1000 * seen.queueLength],
  };
  const { replicas, reason, state } = syncHpa(
    { at: seen.at, pods: [], spec: memory.replicas, status: seen.observed, metrics: [metric] },
    memory.hpa,
    settings.hpa,
  );
  return { replicas, reason, memory: { ...memory, replicas, hpa: state } };
};

const asleep = ({ queueLength }: KedaSight, { replicas }: KedaMemory): string =>
  replicas === 0
    ? `queue of ${short(queueLength)}: asleep until the next poll`
    : `queue of ${short(queueLength)}: neither poll nor sync is due, stays at ${replicas}`;

const short = (value: number): number => Math.round(value * 100) / 100;
