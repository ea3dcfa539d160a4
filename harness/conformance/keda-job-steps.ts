import { z } from 'zod';
import { kedaDefaults } from '../controllers/rules/keda-activation.ts';
import {
  averageTarget,
  jobDecision,
  jobState,
  jobStrategy,
  jobsMade,
  type Strategy,
} from '../controllers/rules/keda-jobs.ts';
import type { Fields } from './subject.ts';

const number = z.number();
const maxReplicas = number.default(kedaDefaults.maxReplicas);

const jobs = {
  strategy: z.string().default('default'),
  deduction: number.nullish(),
  runningPercentage: z.string().nullish(),
  maxScale: number,
  running: number,
  pending: number.default(0),
  maxReplicas,
  scaleTo: number,
};

/** The kinds of keda-queue.json that are about ScaledJobs. */
export const jobKinds = [
  z.object({
    kind: z.literal('jobState'),
    triggers: z.array(z.object({ queueLength: number, target: number, active: z.boolean() })),
    calculation: z.enum(['max', 'min', 'avg', 'sum']).default('max'),
    minReplicas: number.default(0),
    maxReplicas,
  }),
  z.object({ kind: z.literal('averageTarget'), targets: z.array(number) }),
  z.object({ kind: z.literal('jobStrategy'), ...jobs }),
  z.object({ kind: z.literal('jobDecision'), minReplicas: number.default(0), ...jobs }),
] as const;

type JobStep = z.infer<(typeof jobKinds)[number]>;

export const jobAnswer = (step: JobStep): Fields => {
  switch (step.kind) {
    case 'jobState':
      return { ...jobState(step.triggers, step.calculation, step) };
    case 'averageTarget':
      return { target: averageTarget(step.targets) };
    case 'jobStrategy':
      return { ...jobStrategy(strategyOf(step), step) };
    case 'jobDecision': {
      const decided = jobDecision(strategyOf(step), step, step.minReplicas);
      return { ...decided, created: jobsMade(decided) };
    }
  }
};

const strategyOf = (step: Extract<JobStep, { strategy: string }>): Strategy => ({
  name: step.strategy,
  deduction: step.deduction ?? 0,
  runningPercentage: step.runningPercentage ?? undefined,
});
