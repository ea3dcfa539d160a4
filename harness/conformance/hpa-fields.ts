import { z } from 'zod';
import { type Millis, seconds } from '../clock.ts';
import type { ScaleEvent } from '../controllers/rules/hpa-log.ts';
import type { HpaMetric } from '../controllers/rules/hpa-metric.ts';
import { defaultStartup, type Pod, type Sample } from '../controllers/rules/hpa-pods.ts';
import { defaultTolerance } from '../controllers/rules/hpa-ratio.ts';

/*
 * The fields of the HPA's vectors, read into what its rule is asked with. Ages are before "now", which is 0 here.
 */

export const pods = z.array(
  z
    .object({
      name: z.string(),
      phase: z.string(),
      deleting: z.boolean().default(false),
      startAgeMs: z.number().nullish(),
      ready: z.boolean().nullish(),
      readyCondition: z.boolean().nullish(),
      readyChangeAgeMs: z.number().nullish(),
      request: z.number().nullish(),
    })
    .transform(
      (pod): Pod => ({
        name: pod.name,
        phase: pod.phase,
        deleting: pod.deleting,
        startAge: pod.startAgeMs ?? null,
        ready: pod.ready ?? pod.readyCondition ?? null,
        readyChangeAge: pod.readyChangeAgeMs ?? null,
        request: pod.request ?? null,
      }),
    ),
);

export const samples = z
  .record(
    z.string(),
    z.object({ value: z.number().default(0), ageMs: z.number().default(0), windowMs: z.number().default(0) }),
  )
  .transform(
    (given): Map<string, Sample> =>
      new Map(
        Object.entries(given).map(([pod, { value, ageMs, windowMs }]) => [
          pod,
          { value, age: ageMs, window: windowMs },
        ]),
      ),
  );

export const quantities = z
  .record(z.string(), z.number())
  .transform((given): Map<string, number> => new Map(Object.entries(given)));

export const startup = {
  cpuInitializationPeriodMs: z.number().default(defaultStartup.cpuInitializationPeriod),
  initialReadinessDelayMs: z.number().default(defaultStartup.initialReadinessDelay),
};

/** One number for both directions, or one for each. */
export const tolerance = z
  .union([
    z.number().transform(both => ({ scaleUp: both, scaleDown: both })),
    z.object({ scaleUp: z.number(), scaleDown: z.number() }),
  ])
  .default(defaultTolerance);

const usable = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('resource'),
    resource: z.string(),
    targetUtilizationPercent: z.number(),
    samples,
  }),
  z.object({ kind: z.literal('pods'), targetAverage: z.number(), samples }),
  z.object({ kind: z.literal(['object', 'external']), targetValue: z.number(), values: z.array(z.number()) }),
  z.object({
    kind: z.literal(['objectPerPod', 'externalPerPod']),
    targetAverage: z.number(),
    values: z.array(z.number()),
  }),
]);

const unusable = z
  .union([z.object({ kind: z.literal('invalid') }), z.object({ fails: z.literal(true) })])
  .transform((): HpaMetric => ({ kind: 'invalid', why: 'it cannot be read' }));

export const metric = z.union([unusable, usable]);

export const changes = z.array(
  z
    .object({ change: z.number(), ageMs: z.number(), outdated: z.boolean().default(false) })
    .transform(({ change, ageMs, outdated }): ScaleEvent => ({ change, at: -ageMs, outdated })),
);

export const recommendations = z.array(
  z
    .object({ replicas: z.number(), ageMs: z.number() })
    .transform(({ replicas, ageMs }) => ({ replicas, at: -ageMs })),
);

const policy = z
  .object({ type: z.enum(['Pods', 'Percent']), value: z.number(), periodSeconds: z.number() })
  .transform(({ type, value, periodSeconds }) => ({ type, value, period: seconds(periodSeconds) }));

const windowOf = (given: number | null | undefined): Millis | undefined =>
  typeof given === 'number' ? seconds(given) : undefined;

/** The rules of a direction as given; null, as a whole or a field of it, is what was left out. */
export const rules = z
  .object({
    stabilizationWindowSeconds: z.number().nullish(),
    selectPolicy: z.enum(['Max', 'Min', 'Disabled']).nullish(),
    policies: z.array(policy).nullish(),
  })
  .nullish()
  .transform(given =>
    given
      ? {
          window: windowOf(given.stabilizationWindowSeconds),
          selectPolicy: given.selectPolicy ?? undefined,
          policies: given.policies ?? undefined,
        }
      : undefined,
  );

export const behavior = z
  .object({ scaleUp: rules, scaleDown: rules })
  .nullish()
  .transform(given => given ?? undefined);

/** The bounds and the rest of a whole controller's setting. */
export const setting = {
  minReplicas: z.number().nullish(),
  maxReplicas: z.number(),
  downscaleStabilizationSeconds: z.number().default(300),
  scaleUpLimitFactor: z.number().default(2),
  scaleUpLimitMinimum: z.number().default(4),
  behavior,
};
