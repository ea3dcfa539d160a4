import { z } from 'zod';
import { capCount, preempt } from '../controllers/rules/nomad-action.ts';
import type { Subject } from './subject.ts';

const action = z.object({ direction: z.enum(['down', 'none', 'up']), count: z.number().default(0) });

const asked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('capCount'), count: z.number(), min: z.number(), max: z.number() }),
  z.object({ kind: z.literal('preempt'), a: action, b: action }),
]);

/** Answers nomad-policy.json. */
export const subject: Subject = {
  answer: input => {
    const one = asked.parse(input);
    return one.kind === 'capCount' ? capCount(one.count, one.min, one.max) : { ...preempt(one.a, one.b) };
  },
};
