import { z } from 'zod';
import { combined } from '../controllers/rules/combined.ts';
import { linearTrend } from '../controllers/rules/linear-trend.ts';
import { roundedUp } from '../controllers/rules/rounded-up.ts';
import type { Subject } from './subject.ts';

const asked = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('linear'),
    lookAheadMs: z.number().default(0),
    history: z.array(z.object({ ageMs: z.number(), replicas: z.number() })),
  }),
  z.object({
    kind: z.literal('decision'),
    type: z.enum(['maximum', 'minimum', 'mean', 'median']),
    predictions: z.array(z.number()),
  }),
]);

/** Answers phpa-linear.json. */
export const subject: Subject = {
  answer: input => {
    const one = asked.parse(input);
    if (one.kind === 'decision') return { replicas: combined(one.type, one.predictions) };
    const history = one.history.map(({ ageMs, replicas }) => ({ at: -ageMs, replicas }));
    const trend = linearTrend(history, one.lookAheadMs);
    return trend === undefined ? { error: true } : { replicas: roundedUp(trend) };
  },
};
