import { type Millis, seconds } from '../clock.ts';
import type { ControllerDocs, ControllerFactory, Grid } from '../controller.ts';
import { type HpaOptions, hpaOptions, hpaSyncPeriod } from './rules/hpa-options.ts';
import { kedaDefaults } from './rules/keda-activation.ts';
import { begunKeda, reconcileKeda } from './rules/keda-reconcile.ts';
import { positive } from './rules/positive.ts';
import { wholeMillis } from './rules/whole-millis.ts';

export const docs: ControllerDocs = {
  optimises: 'nothing: it gives every so many requests in the queue a container, and none to an empty one',
  flaws:
    'a queue length says nothing of arrivals or work, so it is late by a queue; from zero it wakes one container and waits for the next sync; it looks only every 15 s (30 s at zero), and scales in by the HPA’s five minutes',
  source:
    'kedacore/keda@8b4f083c, pkg/scaling; its HPA as in hpa.ts; target and in-flight as its AWS SQS scaler; vectors test/conformance/keda-queue.json',
};

export interface KedaQueueOptions extends Partial<Omit<HpaOptions, 'minReplicas' | 'maxReplicas'>> {
  /** Requests in the queue for each container (queueLength of the SQS scaler). */
  readonly targetPerReplica?: number;
  /** The queue is active above it. */
  readonly activationThreshold?: number;
  /** Whether requests in service still count as in the queue (scaleOnInFlight of the SQS scaler). */
  readonly inFlight?: boolean;
  /** Containers while the queue is inactive, fewer than kMin. */
  readonly idleReplicas?: number;
  readonly pollingInterval?: Millis;
  readonly cooldownPeriod?: Millis;
  readonly initialCooldownPeriod?: Millis;
  readonly syncPeriod?: Millis;
}

/** KEDA's queue-length scaler between kMin and kMax; with kMin 0 it sleeps after the cooldown. */
export const kedaQueue = ({
  targetPerReplica = 5,
  activationThreshold = kedaDefaults.activationThreshold,
  inFlight = true,
  idleReplicas,
  pollingInterval = kedaDefaults.pollingInterval,
  cooldownPeriod = kedaDefaults.cooldownPeriod,
  initialCooldownPeriod = kedaDefaults.initialCooldownPeriod,
  syncPeriod = hpaSyncPeriod,
  ...options
}: KedaQueueOptions = {}): ControllerFactory => {
  for (const [option, value] of Object.entries({ targetPerReplica, pollingInterval, syncPeriod }))
    positive('keda-queue', option, value);
  const period = Math.min(pollingInterval, syncPeriod);
  return {
    name: 'keda-queue',
    period,
    scalesToZero: true,
    create: ({ kMin, kMax }) => {
      const settings = {
        targetPerReplica,
        activationThreshold,
        minReplicas: kMin,
        maxReplicas: kMax,
        idleReplicas,
        cooldownPeriod,
        initialCooldownPeriod,
        hpa: hpaOptions({ ...options, minReplicas: Math.max(1, kMin), maxReplicas: kMax }),
      };
      const pollIsDue = rhythm(pollingInterval, period);
      const syncIsDue = rhythm(syncPeriod, period);
      let memory = begunKeda(kMin);
      return {
        // The original reads the queue when it decides, so its length now counts, not a mean.
        decide: seen => {
          const { queued, running, containers } = seen;
          const at = wholeMillis(seen.at);
          const queueLength = queued + (inFlight ? running : 0);
          const due = { poll: pollIsDue(at), sync: syncIsDue(at) };
          const {
            replicas,
            reason,
            memory: next,
          } = reconcileKeda({ at, queueLength, observed: containers.length, ...due }, settings, memory);
          memory = next;
          return { containers: replicas, reason };
        },
      };
    },
  };
};

export const grid: Grid<KedaQueueOptions> = {
  targetPerReplica: [1, 2, 5],
  downscaleStabilization: [15, 30, 60, 300].map(seconds),
};

export const controller = kedaQueue;

/** Whether `every` has passed since it was last due; half a period early counts, as decisions are late by a little. */
const rhythm = (every: Millis, period: Millis): ((at: Millis) => boolean) => {
  let last = Number.NEGATIVE_INFINITY;
  return at => {
    const due = at - last > every - period / 2;
    if (due) last = at;
    return due;
  };
};
