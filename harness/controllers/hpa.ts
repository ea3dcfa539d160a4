import { type Millis, seconds } from '../clock.ts';
import type { ControllerDocs, ControllerFactory, Grid } from '../controller.ts';
import { type HpaSignal, measured } from './rules/hpa-observed.ts';
import { type HpaOptions, hpaOptions, hpaSyncPeriod } from './rules/hpa-options.ts';
import { readinessKept } from './rules/hpa-readiness.ts';
import { startedHpa } from './rules/hpa-settle.ts';
import { syncHpa } from './rules/hpa-sync.ts';
import { positive } from './rules/positive.ts';
import { wholeMillis } from './rules/whole-millis.ts';

export const docs: ControllerDocs = {
  optimises:
    'nothing: it holds the mean CPU use of the ready containers, or another metric per container, at its target',
  flaws:
    'CPU never passes 100 %, so however long the queue is, one step up is at most 1/target (25 % at 80 %); it looks every 15 s, disbelieves containers that are starting, and scales in only when five minutes have agreed, also after its own start',
  source:
    'kubernetes/kubernetes, pkg/controller/podautoscaler (replica_calculator.go, horizontal.go); vectors test/conformance/k8s-hpa-*.json',
};

export type { HpaSignal };

export interface HpaControllerOptions extends Partial<Omit<HpaOptions, 'minReplicas' | 'maxReplicas'>> {
  /** By default CPU at 80 %, which the original takes where nothing is given. */
  readonly signals?: readonly HpaSignal[];
  readonly syncPeriod?: Millis;
}

/** Kubernetes' Horizontal Pod Autoscaler, version 2, between kMin and kMax. */
export const hpa = ({
  signals = [{ kind: 'cpu', targetUtilizationPercent: 80 }],
  syncPeriod = hpaSyncPeriod,
  ...options
}: HpaControllerOptions = {}): ControllerFactory => {
  positive('hpa', 'syncPeriod', syncPeriod);
  for (const signal of signals)
    positive(
      'hpa',
      `a ${signal.kind} target`,
      signal.kind === 'cpu' ? signal.targetUtilizationPercent : signal.targetAverage,
    );
  return {
    name: 'hpa',
    period: syncPeriod,
    create: ({ kMin, kMax }) => {
      const complete = hpaOptions({ ...options, minReplicas: Math.max(1, kMin), maxReplicas: kMax });
      const readiness = readinessKept();
      let state = startedHpa;
      let spec = Math.max(1, kMin);
      return {
        decide: seen => {
          const { containers, buckets } = seen;
          const at = wholeMillis(seen.at);
          const { pods, window } = readiness(at, containers);
          const metrics = signals.map(signal => measured(signal, containers, buckets, window));
          const decision = syncHpa({ at, pods, spec, status: containers.length, metrics }, state, complete);
          state = decision.state;
          spec = decision.replicas;
          return { containers: spec, reason: decision.reason };
        },
      };
    },
  };
};

export const grid: Grid<HpaControllerOptions> = {
  signals: [
    ...[50, 65, 80].map((targetUtilizationPercent): HpaSignal[] => [
      { kind: 'cpu', targetUtilizationPercent },
    ]),
    ...[1, 2, 5].map((targetAverage): HpaSignal[] => [{ kind: 'concurrency', targetAverage }]),
  ],
  downscaleStabilization: [15, 30, 60, 300].map(seconds),
};

export const controller = hpa;
