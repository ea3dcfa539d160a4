import { z } from 'zod';
import { azureSize } from '../controllers/rules/azure-rules.ts';
import type { Subject } from './subject.ts';

const asked = z.object({
  min: z.number(),
  max: z.number(),
  instances: z.number(),
  rules: z.array(
    z.object({
      metric: z.string(),
      operator: z.enum(['>', '>=', '<', '<=', '==', '!=']),
      threshold: z.number(),
      change: z.number(),
    }),
  ),
  metrics: z.record(z.string(), z.number()),
});

/** Answers azure-flapping.json. */
export const subject: Subject = {
  answer: input => {
    const { rules, metrics, instances, ...bounds } = asked.parse(input);
    return { ...azureSize(rules, metrics, instances, bounds) };
  },
};
