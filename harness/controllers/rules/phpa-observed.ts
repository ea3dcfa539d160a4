import { type Millis, seconds } from '../../clock.ts';
import type { Controller, ControllerFactory, ControllerSetting, Grid } from '../../controller.ts';
import { type HpaSignal, measured } from './hpa-observed.ts';
import { hpaSyncPeriod } from './hpa-options.ts';
import { readinessKept } from './hpa-readiness.ts';
import { type PhpaModel, type PhpaOptions, phpa, phpaOptions } from './phpa.ts';
import { wholeMillis } from './whole-millis.ts';

/** What all Predictive HPAs can be told; the bounds are the arm's. */
export interface PhpaControllerOptions extends Partial<Omit<PhpaOptions, 'minReplicas' | 'maxReplicas'>> {
  /** By default CPU at 80 %, as for `hpa`; the original has no default. */
  readonly signals?: readonly HpaSignal[];
  readonly syncPeriod?: Millis;
}

/** What is worth trying for any of them. */
export const phpaGrid = {
  signals: [
    [{ kind: 'cpu', targetUtilizationPercent: 50 }],
    [{ kind: 'concurrency', targetAverage: 1 }],
    [{ kind: 'concurrency', targetAverage: 2 }],
  ],
  behavior: [15, 60, 300].map(window => ({ scaleDown: { window: seconds(window) } })),
} as const satisfies Grid<PhpaControllerOptions>;

/** A Predictive HPA with one model, fed from observations. */
export const phpaFactory = (
  name: string,
  model: (setting: ControllerSetting) => PhpaModel,
  {
    signals = [{ kind: 'cpu', targetUtilizationPercent: 80 }],
    syncPeriod = hpaSyncPeriod,
    ...options
  }: PhpaControllerOptions,
): ControllerFactory => ({
  name,
  period: syncPeriod,
  create: (setting): Controller => {
    const minReplicas = Math.max(1, setting.kMin);
    const decide = phpa(model(setting), phpaOptions({ ...options, minReplicas, maxReplicas: setting.kMax }));
    const readiness = readinessKept();
    let spec = minReplicas;
    return {
      decide: seen => {
        const { containers, buckets } = seen;
        const at = wholeMillis(seen.at);
        const { pods, window } = readiness(at, containers);
        const metrics = signals.map(signal => measured(signal, containers, buckets, window));
        const { replicas, reason } = decide({ at, pods, spec, status: containers.length, metrics });
        spec = replicas;
        return { containers: spec, reason };
      },
    };
  },
});
