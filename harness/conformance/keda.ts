import { z } from 'zod';
import { activateKeda, kedaDefaults } from '../controllers/rules/keda-activation.ts';
import { readWithFallback } from '../controllers/rules/keda-fallback.ts';
import { formulaValue } from '../controllers/rules/keda-formula.ts';
import { queueIsActive, queueReplicas } from '../controllers/rules/keda-queue.ts';
import { tolerance } from './hpa-fields.ts';
import { jobAnswer, jobKinds } from './keda-job-steps.ts';
import type { Fields, Subject } from './subject.ts';

const number = z.number();
const flag = z.boolean().default(false);
const count = z.number().nullish();

const asked = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('queueDesired'),
    queueLength: number,
    targetPerReplica: z.number().positive(),
    activationThreshold: number.default(kedaDefaults.activationThreshold),
    currentReplicas: number,
    minReplicas: count,
    maxReplicas: number.default(kedaDefaults.maxReplicas),
    tolerance,
  }),
  z.object({
    kind: z.literal('activation'),
    currentReplicas: number,
    minReplicas: count,
    idleReplicas: count,
    active: z.boolean(),
    error: flag,
    sinceLastActiveMs: count,
    sinceCreationMs: number,
    cooldownMs: number.default(kedaDefaults.cooldownPeriod),
    initialCooldownMs: number.default(kedaDefaults.initialCooldownPeriod),
    pauseScaleIn: flag,
    pauseScaleOut: flag,
    paused: flag,
    forceActivation: flag,
    fallbackReplicas: count,
  }),
  z.object({
    kind: z.literal('fallback'),
    value: z.number().nullable(),
    target: number,
    failuresBefore: number.default(0),
    fallback: z
      .object({
        failureThreshold: number,
        replicas: number,
        behavior: z
          .enum(['static', 'currentReplicas', 'currentReplicasIfHigher', 'currentReplicasIfLower'])
          .default('static'),
      })
      .nullish(),
    currentReplicas: count,
  }),
  z.object({
    kind: z.literal('formula'),
    metrics: z.record(z.string(), number),
    formula: z.string().min(1),
  }),
  ...jobKinds,
]);

/** Answers keda-queue.json, by `kind`. */
export const subject: Subject = {
  answer: input => {
    const step = asked.parse(input);
    switch (step.kind) {
      case 'queueDesired':
        return {
          active: queueIsActive(step.queueLength, step.activationThreshold),
          metricReplicas: queueReplicas({ ...step, minReplicas: step.minReplicas ?? 0 }),
        };
      case 'activation':
        return activation(step);
      case 'fallback': {
        const { value, failures } = readWithFallback({
          value: step.value ?? undefined,
          target: step.target,
          failuresBefore: step.failuresBefore,
          fallback: step.fallback ?? undefined,
          currentReplicas: step.currentReplicas ?? undefined,
        });
        return { failures, ...(value === undefined ? { error: true } : { value, error: false }) };
      }
      case 'formula':
        return { value: formulaValue(step.formula, new Map(Object.entries(step.metrics))) };
      default:
        return jobAnswer(step);
    }
  },
  tolerance: { target: 1e-9, value: 1e-9 },
};

const activation = (step: Extract<z.infer<typeof asked>, { kind: 'activation' }>): Fields => {
  const { replicas, marksActive } = activateKeda({
    currentReplicas: step.currentReplicas,
    minReplicas: step.minReplicas ?? 0,
    idleReplicas: step.idleReplicas ?? undefined,
    active: step.active,
    error: step.error,
    sinceLastActive: step.sinceLastActiveMs ?? undefined,
    sinceCreation: step.sinceCreationMs,
    cooldownPeriod: step.cooldownMs,
    initialCooldownPeriod: step.initialCooldownMs,
    pauseScaleIn: step.pauseScaleIn,
    pauseScaleOut: step.pauseScaleOut,
    paused: step.paused,
    forceActivation: step.forceActivation,
    fallbackReplicas: step.fallbackReplicas ?? undefined,
  });
  return { replicas, marksActive };
};
