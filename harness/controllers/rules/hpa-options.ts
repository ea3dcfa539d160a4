import { type Millis, seconds } from '../../clock.ts';
import type { Behavior } from './hpa-behavior.ts';
import { type Bounds, defaultPlainScaleUp, type PlainScaleUp } from './hpa-limits.ts';
import { defaultStartup } from './hpa-pods.ts';
import { defaultTolerance } from './hpa-ratio.ts';
import type { ReplicaSetting } from './hpa-replicas.ts';

/** Time between two syncs (--horizontal-pod-autoscaler-sync-period). */
export const hpaSyncPeriod: Millis = seconds(15);

/** Everything that can be set, with the original's defaults (flags of kube-controller-manager, fields of the v2 API). */
export interface HpaOptions extends Bounds, ReplicaSetting, PlainScaleUp {
  /** Scaling down waits for this window where no behavior says otherwise; also holds after a start. */
  readonly downscaleStabilization: Millis;
  /** Undefined is NOT the default behavior: windows and rates then follow the older, plain rule. */
  readonly behavior: Behavior | undefined;
}

/** Fills in the defaults; only the most replicas have none. */
export const hpaOptions = ({
  minReplicas = 1,
  maxReplicas,
  tolerance = defaultTolerance,
  cpuInitializationPeriod = defaultStartup.cpuInitializationPeriod,
  initialReadinessDelay = defaultStartup.initialReadinessDelay,
  downscaleStabilization = seconds(300),
  scaleUpLimitFactor = defaultPlainScaleUp.scaleUpLimitFactor,
  scaleUpLimitMinimum = defaultPlainScaleUp.scaleUpLimitMinimum,
  behavior,
}: Partial<HpaOptions> & Pick<HpaOptions, 'maxReplicas'>): HpaOptions => ({
  minReplicas,
  maxReplicas,
  tolerance,
  cpuInitializationPeriod,
  initialReadinessDelay,
  downscaleStabilization,
  scaleUpLimitFactor,
  scaleUpLimitMinimum,
  behavior,
});
