import { z } from 'zod';
import { adjusted } from '../controllers/rules/capacity-change.ts';
import { type Cooling, coolly, selectStep, stepFor } from '../controllers/rules/step-scaling.ts';
import type { Fields, Subject } from './subject.ts';

const bound = z.number().nullable().default(null);
const steps = z.array(z.object({ lower: bound, upper: bound, adjustment: z.number() }));
const type = z.enum(['ChangeInCapacity', 'ExactCapacity', 'PercentChangeInCapacity']);
const minAdjustmentMagnitude = z.number().nullish();

/** What an adjustment leads to, as AWS and as Heat compute it. */
export const applyInput = z.object({
  type,
  adjustment: z.number(),
  current: z.number(),
  min: z.number(),
  max: z.number(),
  minAdjustmentMagnitude,
});

const single = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('selectStep'),
    threshold: z.number(),
    breach: z.enum(['above', 'below']),
    steps,
    metric: z.number(),
  }),
  applyInput.extend({ kind: z.literal('apply') }),
]);

const course = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('walk'),
    type,
    threshold: z.number(),
    out: steps,
    in: steps,
    current: z.number(),
    minAdjustmentMagnitude,
  }),
  z.object({
    kind: z.literal('cooldown'),
    cooldownMs: z.number().default(300_000),
    current: z.number(),
  }),
]);

const metricStep = z.object({ input: z.object({ metric: z.number() }) });
const changeStep = z.object({ atMs: z.number(), input: z.object({ change: z.number() }) });

/** Answers aws-step-scaling.json. */
export const subject: Subject = {
  answer: input => {
    const asked = single.parse(input);
    if (asked.kind === 'apply') return { capacity: adjusted(asked, asked.current, asked) };
    const step = selectStep(asked.breach, asked.steps, asked.threshold, asked.metric);
    return { step: step ?? null };
  },
  begin: input => {
    const asked = course.parse(input);
    let capacity = asked.current;
    if (asked.kind === 'walk')
      return step => {
        const chosen = stepFor(asked, metricStep.parse(step).input.metric);
        if (chosen !== undefined) capacity = adjusted({ ...asked, adjustment: chosen.adjustment }, capacity);
        return { capacity };
      };
    let cooling: Cooling = {};
    return (step): Fields => {
      const { atMs, input } = changeStep.parse(step);
      const cooled = coolly(base => base + input.change, capacity, atMs, cooling, asked.cooldownMs);
      ({ capacity, cooling } = cooled);
      return { capacity };
    };
  },
};
