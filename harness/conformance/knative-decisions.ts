import { z } from 'zod';
import { kpaDefaults } from '../controllers/rules/kpa-config.ts';
import { decideKpa, type KpaSpec, type KpaState, startedKpa } from '../controllers/rules/kpa-decide.ts';
import type { Fields } from './subject.ts';

const config = z.object({
  metric: z.enum(['concurrency', 'rps']).default('concurrency'),
  targetValue: z.number().positive(),
  totalValue: z.number(),
  targetBurstCapacity: z.number().default(kpaDefaults.targetBurstCapacity),
  panicThreshold: z.number().default(kpaDefaults.panicThresholdPercentage / 100),
  maxScaleUpRate: z.number().default(kpaDefaults.maxScaleUpRate),
  maxScaleDownRate: z.number().positive().default(kpaDefaults.maxScaleDownRate),
  stableWindowMs: z.number().default(kpaDefaults.stableWindow),
  scaleDownDelayMs: z.number().default(kpaDefaults.scaleDownDelay),
  tickMs: z.number().positive().default(kpaDefaults.tick),
  reachable: z.boolean().default(true),
  activationScale: z.number().default(kpaDefaults.activationScale),
});
type Settings = z.infer<typeof config>;

const begun = z.object({
  config,
  readyPodsAtCreation: z.number().nullable(),
  state: z.object({ panicSinceMs: z.number().nullish(), maxPanicPods: z.number().optional() }).optional(),
});

const step = z.object({
  atMs: z.number(),
  input: z.object({
    readyPods: z.number().nullish(),
    stable: z.number().nullish(),
    panic: z.number().nullish(),
    error: z.enum(['no-data', 'pod-count']).nullish(),
    configUpdate: z.record(z.string(), z.json()).nullish(),
  }),
});

const stateOf = ({ readyPodsAtCreation, state }: z.infer<typeof begun>): KpaState => {
  // Right after its creation no pod can be counted yet; none then.
  const started = startedKpa(readyPodsAtCreation ?? 0, 0);
  const panicSince = state?.panicSinceMs;
  return {
    ...started,
    panicSince: panicSince === undefined ? started.panicSince : panicSince,
    maxPanicPods: state?.maxPanicPods ?? started.maxPanicPods,
  };
};

/** A controller just created (knative-kpa.json, cases without steps). */
export const stateAtCreation = (input: Fields): Fields => told(stateOf(begun.parse(input)));

/** A controller from tick to tick (knative-kpa.json). */
export const beginDecisions = (input: Fields): ((step: Fields) => Fields) => {
  const given = begun.parse(input);
  let current: Settings = given.config;
  let state = stateOf(given);
  return next => {
    const { atMs: at, input: seen } = step.parse(next);
    current = config.parse({ ...current, ...seen.configUpdate });
    const { readyPods, stable, panic, error } = seen;
    if (error || typeof stable !== 'number' || typeof panic !== 'number')
      return { valid: false, ...told(state) };
    // Where there is nothing to count, there are none; only a failure to count is an error.
    const sight = { at, readyPods: readyPods ?? 0, stable, panic };
    const decision = decideKpa(sight, specOf(current), state);
    state = decision.state;
    return {
      valid: true,
      desiredPods: decision.desiredPods,
      excessBurstCapacity: decision.excessBurstCapacity,
      ...told(state),
    };
  };
};

const specOf = (given: Settings): KpaSpec => ({
  ...given,
  stableWindow: given.stableWindowMs,
  scaleDownDelay: given.scaleDownDelayMs,
  tick: given.tickMs,
});

const told = ({ panicSince, maxPanicPods }: KpaState): Fields => ({ panicSinceMs: panicSince, maxPanicPods });
