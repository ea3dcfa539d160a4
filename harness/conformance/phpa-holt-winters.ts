import { z } from 'zod';
import { holtWinters } from '../controllers/rules/holt-winters.ts';
import { roundedUp } from '../controllers/rules/rounded-up.ts';
import type { Subject } from './subject.ts';

const joining = z
  .enum(['add', 'additive', 'mul', 'multiplicative'])
  .transform((name): 'add' | 'mul' => (name.startsWith('add') ? 'add' : 'mul'));

const asked = z.object({
  trend: joining,
  seasonal: joining,
  seasonalPeriods: z.number(),
  alpha: z.number(),
  beta: z.number(),
  gamma: z.number(),
  damping: z.number().optional(),
  initialization: z.enum(['estimated', 'heuristic', 'legacy-heuristic']).default('estimated'),
  series: z.array(z.number()),
});

/** Answers holt-winters.json. */
export const subject: Subject = {
  tolerance: { forecast: 1e-6 },
  answer: input => {
    const { series, initialization, ...shape } = asked.parse(input);
    const start = initialization === 'legacy-heuristic' ? 'legacy' : 'estimated';
    try {
      const forecast = holtWinters({ ...shape, start }, series);
      return { forecast, replicas: roundedUp(forecast) };
    } catch (error) {
      if (error instanceof RangeError) return { error: true };
      throw error;
    }
  },
};
