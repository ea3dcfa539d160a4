import { z } from 'zod';
import { alarm, peakSize, sizeFor } from '../controllers/rules/target-tracking.ts';
import type { Subject } from './subject.ts';

const single = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('size'),
    instances: z.number(),
    metric: z.number(),
    target: z.number().positive(),
    min: z.number(),
    max: z.number(),
  }),
  z.object({ kind: z.literal('alarm'), target: z.number(), points: z.array(z.number()) }),
]);

const course = z.object({ kind: z.literal('peak'), stabilizationMs: z.number().default(600_000) });
const courseStep = z.object({ atMs: z.number(), input: z.object({ needed: z.number() }) });

/** Answers cloud-target-tracking.json. */
export const subject: Subject = {
  answer: input => {
    const asked = single.parse(input);
    if (asked.kind === 'alarm') return { alarm: alarm(asked.points, asked.target) };
    const size = sizeFor(asked.instances, asked.metric, asked.target);
    return { instances: Math.max(asked.min, Math.min(asked.max, size)) };
  },
  begin: input => {
    const sized = peakSize(course.parse(input).stabilizationMs);
    return step => {
      const { atMs, input } = courseStep.parse(step);
      return { instances: sized(input.needed, atMs) };
    };
  },
};
