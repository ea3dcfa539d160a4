import { z } from 'zod';
import { breached, cfScale, newInstances } from '../controllers/rules/cf-scaling.ts';
import type { Fields, Subject } from './subject.ts';

const asked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('compute'), instances: z.number(), adjustment: z.string() }),
  z.object({
    kind: z.literal('scale'),
    instances: z.number(),
    adjustment: z.string(),
    cooldownMs: z.number().default(0),
    policyMin: z.number(),
    policyMax: z.number(),
    schedule: z.object({ min: z.number(), max: z.number() }).nullish(),
    cooldownExpiresInMs: z.number().nullish(),
    started: z.boolean().default(true),
    disabled: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('evaluate'),
    operator: z.enum(['>', '>=', '<', '<=']),
    threshold: z.number(),
    breachDurationMs: z.number(),
    samples: z.array(z.object({ ageMs: z.number(), value: z.number().nullable() })),
  }),
]);

/** Answers cf-app-autoscaler.json. */
export const subject: Subject = {
  answer: (input): Fields => {
    const one = asked.parse(input);
    switch (one.kind) {
      case 'compute': {
        const instances = newInstances(one.instances, one.adjustment);
        return instances === undefined ? { error: true } : { instances };
      }
      case 'evaluate': {
        const samples = one.samples.map(({ ageMs, value }) => ({ age: ageMs, value }));
        return { breached: breached({ ...one, breachDuration: one.breachDurationMs }, samples) };
      }
      case 'scale': {
        const { instances, status, change, cooldownLeft } = cfScale({
          ...one,
          cooldown: one.cooldownMs,
          bounds: { min: one.policyMin, max: one.policyMax },
          cooldownLeft: one.cooldownExpiresInMs ?? undefined,
        });
        return {
          instances,
          status,
          adjustment: change,
          cooldownExpiresInMs: cooldownLeft ?? null,
          ...(status === 'failed' ? { error: true } : {}),
        };
      }
    }
  },
};
