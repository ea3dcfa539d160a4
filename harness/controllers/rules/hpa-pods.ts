import { type Millis, seconds } from '../../clock.ts';

/*
 * Kubernetes HPA v2, first step: which pods count. A pod is what this project calls a container.
 * Source: kubernetes/kubernetes, pkg/controller/podautoscaler/replica_calculator.go, groupPods.
 */

/** A pod at the moment of a sync; ages are how long ago something happened. */
export interface Pod {
  readonly name: string;
  /** Pending: asked for, not started. Failed pods are ignored; every other phase is treated as Running. */
  readonly phase: string;
  /** It is being removed. */
  readonly deleting: boolean;
  /** Since it started; null: it has not. */
  readonly startAge: Millis | null;
  /** What its readiness check says; null: nothing yet. */
  readonly ready: boolean | null;
  /** Since `ready` last changed; null: it never did. */
  readonly readyChangeAge: Millis | null;
  /** What it may use of the resource, in milli-units (1000 = one core); null: nothing was declared. */
  readonly request: number | null;
}

/** A measurement of one pod. */
export interface Sample {
  /** Milli-units: 1000 is one core, or 1.0 of another metric. */
  readonly value: number;
  /** How long ago it was taken, and over how long a span. */
  readonly age: Millis;
  readonly window: Millis;
}

export type Samples = ReadonlyMap<string, Sample>;

/** How long a starting pod's CPU is not believed. */
export interface Startup {
  /** While a pod is younger, its CPU counts only if it is ready and the sample began after it became so. */
  readonly cpuInitializationPeriod: Millis;
  /** An older pod that is not ready counts only if it once was: its readiness changed at least this long after its start. */
  readonly initialReadinessDelay: Millis;
}

export const defaultStartup: Startup = {
  cpuInitializationPeriod: seconds(300),
  initialReadinessDelay: seconds(30),
};

/** The names of the pods of each class, in the order given; `ready` are those whose samples count. */
export interface PodGroups {
  readonly ready: readonly string[];
  readonly unready: readonly string[];
  readonly missing: readonly string[];
  readonly ignored: readonly string[];
}

/** Classifies pods for a metric; start-up times are looked at for the resource `cpu` only. */
export const groupPods = (
  pods: readonly Pod[],
  samples: Samples,
  resource: string,
  startup: Startup = defaultStartup,
): PodGroups => {
  const groups = {
    ready: [] as string[],
    unready: [] as string[],
    missing: [] as string[],
    ignored: [] as string[],
  };
  for (const pod of pods) groups[classOf(pod, samples.get(pod.name), resource, startup)].push(pod.name);
  return groups;
};

const classOf = (
  pod: Pod,
  sample: Sample | undefined,
  resource: string,
  startup: Startup,
): keyof PodGroups => {
  if (pod.deleting || pod.phase === 'Failed') return 'ignored';
  if (pod.phase === 'Pending') return 'unready';
  if (sample === undefined) return 'missing';
  return resource === 'cpu' && stillStarting(pod, sample, startup) ? 'unready' : 'ready';
};

const stillStarting = (
  { startAge, ready, readyChangeAge }: Pod,
  sample: Sample,
  { cpuInitializationPeriod, initialReadinessDelay }: Startup,
): boolean => {
  if (ready === null || startAge === null) return true;
  const changed = readyChangeAge ?? Number.POSITIVE_INFINITY;
  if (startAge < cpuInitializationPeriod) return !ready || sample.age > changed - sample.window;
  return !ready && startAge - changed < initialReadinessDelay;
};
