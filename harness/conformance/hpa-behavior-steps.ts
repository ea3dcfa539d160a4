import { z } from 'zod';
import { seconds } from '../clock.ts';
import { type ScalingRules, scalingRules } from '../controllers/rules/hpa-behavior.ts';
import { plainLimits, policyLimit, rateLimit } from '../controllers/rules/hpa-limits.ts';
import { changeWithin, storeEvent } from '../controllers/rules/hpa-log.ts';
import { stabilize, stabilizePlain } from '../controllers/rules/hpa-stabilization.ts';
import * as given from './hpa-fields.ts';
import type { Fields } from './subject.ts';

/*
 * The single steps of windows, limits and memory (k8s-hpa-behavior.json), by `kind`. "Now" is 0, so that an age is a negative time.
 */

const direction = z.enum(['up', 'down']);
const counts = { currentReplicas: z.number(), desiredReplicas: z.number() };
const bounds = { minReplicas: z.number(), maxReplicas: z.number() };
const events = { scaleUpEvents: given.changes.default([]), scaleDownEvents: given.changes.default([]) };

const asked = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('plainLimits'),
    scaleUpLimitFactor: z.number().default(2),
    scaleUpLimitMinimum: z.number().default(4),
    ...counts,
    ...bounds,
  }),
  z.object({
    kind: z.literal('limit'),
    direction,
    currentReplicas: z.number(),
    rules: given.rules,
    ...events,
  }),
  z.object({
    kind: z.literal('rateLimit'),
    scaleUp: given.rules,
    scaleDown: given.rules,
    ...counts,
    ...bounds,
    ...events,
  }),
  z.object({
    kind: z.literal('storeEvent'),
    replicaChange: z.number(),
    rules: given.rules,
    events: given.changes,
  }),
  z.object({
    kind: z.literal('stabilize'),
    scaleUpWindowSeconds: z.number(),
    scaleDownWindowSeconds: z.number(),
    recommendations: given.recommendations,
    ...counts,
  }),
  z.object({
    kind: z.literal('stabilizePlain'),
    desiredReplicas: z.number(),
    windowSeconds: z.number(),
    recommendations: given.recommendations,
  }),
  z.object({ kind: z.literal('defaultRules'), direction, given: given.rules }),
]);

export const behaviorStep = (input: Fields): Fields => {
  const step = asked.parse(input);
  switch (step.kind) {
    case 'plainLimits':
      return { ...plainLimits(step.currentReplicas, step.desiredReplicas, step, step) };
    case 'limit': {
      const rules = scalingRules(step.direction, step.rules);
      const changes = { up: step.scaleUpEvents, down: step.scaleDownEvents };
      return { limit: policyLimit(step.direction, step.currentReplicas, rules, changes, 0) };
    }
    case 'rateLimit': {
      const rules = { up: scalingRules('up', step.scaleUp), down: scalingRules('down', step.scaleDown) };
      const changes = { up: step.scaleUpEvents, down: step.scaleDownEvents };
      return { ...rateLimit(step.currentReplicas, step.desiredReplicas, step, rules, changes, 0) };
    }
    case 'storeEvent': {
      // The log of either direction is kept by one rule, and so are the default periods: `directions` makes no difference.
      const event = { change: step.replicaChange, at: 0 };
      const kept = storeEvent(step.events, event, step.rules && scalingRules('up', step.rules));
      return {
        changeInLast60s: changeWithin(step.events, seconds(60), 0),
        events: kept.map(({ change, outdated }) => ({ change, outdated })),
      };
    }
    case 'stabilize': {
      const windows = { up: seconds(step.scaleUpWindowSeconds), down: seconds(step.scaleDownWindowSeconds) };
      const wish = { replicas: step.desiredReplicas, at: 0 };
      const { replicas, recommendations } = stabilize(
        wish,
        step.currentReplicas,
        step.recommendations,
        windows,
      );
      return { replicas, recommendations: recommendations.map(one => one.replicas) };
    }
    case 'stabilizePlain': {
      const wish = { replicas: step.desiredReplicas, at: 0 };
      const { replicas, recommendations } = stabilizePlain(
        wish,
        step.recommendations,
        seconds(step.windowSeconds),
      );
      return { replicas, logLength: recommendations.length };
    }
    case 'defaultRules':
      return rulesAsGiven(scalingRules(step.direction, step.given));
  }
};

const rulesAsGiven = ({ policies, selectPolicy, window }: ScalingRules): Fields => ({
  policies: policies.map(({ type, value, period }) => ({ type, value, periodSeconds: period / seconds(1) })),
  selectPolicy,
  stabilizationWindowSeconds: window === undefined ? null : window / seconds(1),
});
