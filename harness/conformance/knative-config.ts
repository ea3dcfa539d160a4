import { z } from 'zod';
import {
  initialScaleOf,
  kpaDefaults,
  kpaTarget,
  panicWindowOf,
  roundTo,
  sampleSizeOf,
  smoothingOf,
} from '../controllers/rules/kpa-config.ts';
import type { Fields } from './subject.ts';

const { targetUtilization, concurrencyTargetDefault, rpsTargetDefault } = kpaDefaults;

const asked = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('target'),
    metric: z.enum(['concurrency', 'rps']).default('concurrency'),
    containerConcurrency: z.number().nonnegative().default(0),
    targetAnnotation: z.number().nullish(),
    targetUtilizationPercentAnnotation: z.number().nullish(),
    config: z.object({
      concurrencyTargetFraction: z.number().default(targetUtilization),
      concurrencyTargetDefault: z.number().default(concurrencyTargetDefault),
      rpsTargetDefault: z.number().default(rpsTargetDefault),
      rpsTargetUtilization: z.number().default(targetUtilization),
    }),
  }),
  z.object({
    kind: z.literal('panicWindow'),
    stableWindowMs: z.number().positive(),
    panicWindowPercentage: z.number().positive(),
  }),
  z.object({
    kind: z.literal('initialScale'),
    annotation: z.number().nullish(),
    config: z.object({
      initialScale: z.number().default(kpaDefaults.initialScale),
      allowZeroInitialScale: z.boolean().default(kpaDefaults.allowZeroInitialScale),
    }),
  }),
  z.object({ kind: z.literal('panicThreshold'), percentage: z.number() }),
  z.object({ kind: z.literal('smoothing'), buckets: z.number().positive() }),
  z.object({ kind: z.literal('round'), digits: z.number(), value: z.number() }),
  z.object({ kind: z.literal('sampleSize'), pods: z.number() }),
  z.object({ kind: z.literal('defaults') }),
]);

/** How the settings follow from one another (knative-config.json), by `kind`. */
export const configAnswer = (input: Fields): Fields => {
  const step = asked.parse(input);
  switch (step.kind) {
    case 'target': {
      const share = step.targetUtilizationPercentAnnotation;
      return {
        ...kpaTarget({
          ...step.config,
          metric: step.metric,
          containerConcurrency: step.containerConcurrency,
          target: step.targetAnnotation ?? undefined,
          utilization: typeof share === 'number' ? share / 100 : undefined,
        }),
      };
    }
    case 'panicWindow':
      return { panicWindowMs: panicWindowOf(step.stableWindowMs, step.panicWindowPercentage) };
    case 'initialScale': {
      const { initialScale, allowZeroInitialScale } = step.config;
      return {
        initialScale: initialScaleOf(step.annotation ?? undefined, initialScale, allowZeroInitialScale),
      };
    }
    case 'panicThreshold':
      return { panicThreshold: step.percentage / 100 };
    case 'smoothing':
      return { coefficient: smoothingOf(step.buckets) };
    case 'round':
      return { value: roundTo(step.digits, step.value) };
    case 'sampleSize':
      return { sample: sampleSizeOf(step.pods) };
    case 'defaults':
      return defaults();
  }
};

const defaults = (): Fields => {
  const { stableWindow, scaleToZeroGracePeriod, scaleToZeroPodRetention, ...others } = kpaDefaults;
  const { scaleDownDelay, tick, bucket, activationTimeout, ...plain } = others;
  return {
    ...plain,
    stableWindowMs: stableWindow,
    scaleToZeroGracePeriodMs: scaleToZeroGracePeriod,
    scaleToZeroPodRetentionMs: scaleToZeroPodRetention,
    scaleDownDelayMs: scaleDownDelay,
    tickMs: tick,
    bucketMs: bucket,
    activationTimeoutMs: activationTimeout,
  };
};
