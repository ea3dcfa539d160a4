import { z } from 'zod';
import { seconds } from '../clock.ts';
import { hpaOptions } from '../controllers/rules/hpa-options.ts';
import { startedHpa } from '../controllers/rules/hpa-settle.ts';
import { syncHpa } from '../controllers/rules/hpa-sync.ts';
import * as given from './hpa-fields.ts';
import type { Fields } from './subject.ts';

const reconcileInput = z.object({
  specReplicas: z.number(),
  statusReplicas: z.number(),
  tolerance: given.tolerance,
  recommendations: given.recommendations.nullish(),
  pods: given.pods,
  metrics: z.array(given.metric),
  ...given.startup,
  ...given.setting,
});

/** One whole sync, with no earlier events (k8s-hpa-reconcile.json). */
export const reconcile = (input: Fields): Fields => {
  const asked = reconcileInput.parse(input);
  const decision = syncHpa(
    {
      at: 0,
      pods: asked.pods,
      spec: asked.specReplicas,
      status: asked.statusReplicas,
      metrics: asked.metrics,
    },
    { ...startedHpa, recommendations: asked.recommendations ?? undefined },
    hpaOptions({
      minReplicas: asked.minReplicas ?? 1,
      maxReplicas: asked.maxReplicas,
      tolerance: asked.tolerance,
      cpuInitializationPeriod: asked.cpuInitializationPeriodMs,
      initialReadinessDelay: asked.initialReadinessDelayMs,
      downscaleStabilization: seconds(asked.downscaleStabilizationSeconds),
      scaleUpLimitFactor: asked.scaleUpLimitFactor,
      scaleUpLimitMinimum: asked.scaleUpLimitMinimum,
      behavior: asked.behavior,
    }),
  );
  return { desiredReplicas: decision.replicas, limitReason: decision.limit ?? null };
};
