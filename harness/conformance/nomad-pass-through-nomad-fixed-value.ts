import { z } from 'zod';
import { fixedValue, passThrough, passThroughDirection } from '../controllers/rules/nomad-strategies.ts';
import { answered, optionalInteger, required, scaleLimits, strategyInput } from './nomad-config.ts';
import type { Subject } from './subject.ts';

const asked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pass-through'), ...strategyInput }),
  z.object({ kind: z.literal('pass-through-direction'), count: z.number(), metric: z.number() }),
  z.object({ kind: z.literal('fixed-value'), ...strategyInput }),
]);

/** Answers nomad-simple.json. */
export const subject: Subject = {
  answer: input => {
    const one = asked.parse(input);
    switch (one.kind) {
      case 'pass-through-direction':
        return { direction: passThroughDirection(one.count, one.metric) };
      case 'pass-through':
        return answered(() => passThrough(scaleLimits(one.config), one.metrics, one.count));
      case 'fixed-value':
        return answered(() => fixedValue(required(optionalInteger(one.config, 'value'), 'value'), one.count));
    }
  },
};
