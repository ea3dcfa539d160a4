import { z } from 'zod';
import { groupPods } from '../controllers/rules/hpa-pods.ts';
import { meanUsageOf, utilizationOf } from '../controllers/rules/hpa-ratio.ts';
import { proposeReplicas } from '../controllers/rules/hpa-replicas.ts';
import { behaviorStep } from './hpa-behavior-steps.ts';
import * as given from './hpa-fields.ts';
import { reconcile } from './hpa-reconcile.ts';
import type { Fields, Subject } from './subject.ts';

/** Answers k8s-hpa-{pods, ratio, replicas, behavior, reconcile}.json; which of them is seen from the fields of the input. */
export const subject: Subject = {
  answer: input => {
    if ('metrics' in input) return reconcile(input);
    if ('usage' in input) return ratio(input);
    if ('currentReplicas' in input && ('pods' in input || 'values' in input)) return replicas(input);
    if ('pods' in input) return classified(input);
    return behaviorStep(input);
  },
};

const classifyInput = z.object({
  resource: z.string().default(''),
  pods: given.pods,
  samples: given.samples,
  ...given.startup,
});

const classified = (input: Fields): Fields => {
  const { resource, pods, samples, ...startup } = classifyInput.parse(input);
  const { ready, unready, missing, ignored } = groupPods(pods, samples, resource, {
    cpuInitializationPeriod: startup.cpuInitializationPeriodMs,
    initialReadinessDelay: startup.initialReadinessDelayMs,
  });
  return {
    readyCount: ready.length,
    unready: unready.toSorted(),
    missing: missing.toSorted(),
    ignored: ignored.toSorted(),
  };
};

const ratioInput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('resource'),
    targetUtilizationPercent: z.number(),
    usage: given.quantities,
    requests: given.quantities,
  }),
  z.object({ kind: z.literal('pods'), targetAverage: z.number(), usage: given.quantities }),
]);

const ratio = (input: Fields): Fields => {
  const asked = ratioInput.parse(input);
  if (asked.kind === 'pods') {
    const { mean, ratio } = meanUsageOf(asked.usage, asked.targetAverage);
    return { usage: mean, ratio };
  }
  const seen = utilizationOf(asked.usage, asked.requests, asked.targetUtilizationPercent);
  if (seen === undefined) return { error: 'no-metrics-for-known-pods' };
  return { utilizationPercent: seen.percent, averageValue: seen.average, ratio: seen.ratio };
};

const replicasInput = z.object({
  currentReplicas: z.number(),
  tolerance: given.tolerance,
  pods: given.pods.default([]),
  ...given.startup,
});

const replicas = (input: Fields): Fields => {
  const asked = replicasInput.parse(input);
  const { why: _, ...proposal } = proposeReplicas(
    given.metric.parse(input),
    { pods: asked.pods, spec: asked.currentReplicas, status: asked.currentReplicas },
    {
      tolerance: asked.tolerance,
      cpuInitializationPeriod: asked.cpuInitializationPeriodMs,
      initialReadinessDelay: asked.initialReadinessDelayMs,
    },
  );
  return proposal;
};
