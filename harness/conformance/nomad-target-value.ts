import { z } from 'zod';
import { factorDirection, targetValue } from '../controllers/rules/nomad-strategies.ts';
import { answered, optionalFloat, required, scaleLimits, strategyInput } from './nomad-config.ts';
import type { Subject } from './subject.ts';

const asked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run'), ...strategyInput }),
  z.object({
    kind: z.literal('direction'),
    count: z.number(),
    factor: z.number(),
    threshold: z.number().default(0.01),
  }),
]);

/** Answers nomad-target-value.json. */
export const subject: Subject = {
  answer: input => {
    const one = asked.parse(input);
    if (one.kind === 'direction') return { direction: factorDirection(one.count, one.factor, one.threshold) };
    const { config, metrics, count } = one;
    return answered(() => {
      // Without a metric the settings are not looked at.
      if (metrics.length === 0) return undefined;
      const target = required(optionalFloat(config, 'target'), 'target');
      const threshold = optionalFloat(config, 'threshold') ?? 0.01;
      return targetValue({ target, threshold, ...scaleLimits(config) }, metrics, count);
    });
  },
};
