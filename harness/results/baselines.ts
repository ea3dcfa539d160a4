import { z } from 'zod';
import type { KeptBaselines } from '../store.ts';
import { gives, label, perhaps, schedule, whole } from './parts.ts';
import { baselines } from './summary.ts';

const figures = z.record(z.string(), perhaps);

/** The form of baselines.json. */
export const baselinesSchema = gives<KeptBaselines>()(
  z.strictObject({
    format: z.literal(1),
    baselines,
    seeds: z.array(
      z.strictObject({
        workload: label,
        seed: z.int(),
        statics: z.array(z.strictObject({ size: whole, figures, peak: whole })),
        arms: z.array(z.strictObject({ arm: label, figures, peak: whole })),
        oracle: z.strictObject({
          figures,
          peak: whole,
          value: perhaps,
          schedule,
          starts: whole,
          evaluations: whole,
          converged: z.boolean(),
        }),
      }),
    ),
  }),
);
