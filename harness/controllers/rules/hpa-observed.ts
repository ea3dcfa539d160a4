import type { Millis } from '../../clock.ts';
import type { Bucket, SeenContainer } from '../../controller.ts';
import type { HpaMetric } from './hpa-metric.ts';
import type { Sample } from './hpa-pods.ts';

/*
 * What Kubernetes' metrics would tell of an observation: for the HPA and for what is built on it.
 */

/** What is watched. With several, the one that asks for the most containers decides. */
export type HpaSignal =
  /** Resource metric: CPU used of the quota, of the containers that are ready. */
  | { readonly kind: 'cpu'; readonly targetUtilizationPercent: number }
  /** External metric: requests waiting or in service per container, averaged since the last decision. */
  | { readonly kind: 'concurrency'; readonly targetAverage: number };

/** A metric as the HPA would read it now; samples are of the containers that are ready. */
export const measured = (
  signal: HpaSignal,
  containers: readonly SeenContainer[],
  buckets: readonly Bucket[],
  window: Millis,
): HpaMetric => {
  if (signal.kind === 'concurrency') {
    const total = buckets.reduce((sum, { queued, running }) => sum + queued + running, 0);
    return {
      kind: 'externalPerPod',
      targetAverage: milli(signal.targetAverage),
      values: buckets.length === 0 ? [] : [milli(total / buckets.length)],
    };
  }
  const samples = new Map<string, Sample>();
  for (const { id, cpu, state } of containers)
    if (state !== 'starting' && cpu !== undefined && Number.isFinite(cpu))
      samples.set(id, { value: milli(cpu), age: 0, window });
  const { targetUtilizationPercent } = signal;
  return { kind: 'resource', resource: 'cpu', targetUtilizationPercent, samples };
};

/** Kubernetes rounds quantities up to whole milli-units; what is less than a millionth above one is noise. */
const milli = (value: number): number => Math.ceil(value * 1000 - 1e-6);
