import { z } from 'zod';
import { applyKpa } from '../controllers/rules/kpa-apply.ts';
import { kpaDefaults } from '../controllers/rules/kpa-config.ts';
import { configAnswer } from './knative-config.ts';
import { beginDecisions, stateAtCreation } from './knative-decisions.ts';
import { beginWindow } from './knative-window.ts';
import type { Fields, Subject } from './subject.ts';

/** Answers knative-{config, window, kpa, scale-to-zero}.json; which of them is seen from the fields of the input. */
export const subject: Subject = {
  answer: input => {
    if ('readyPodsAtCreation' in input) return stateAtCreation(input);
    if ('desiredPods' in input) return application(input);
    return configAnswer(input);
  },
  begin: input => ('readyPodsAtCreation' in input ? beginDecisions(input) : beginWindow(input)),
  tolerance: {
    target: 1e-9,
    total: 1e-9,
    average: 1e-9,
    sum: 1e-9,
    value: 1e-9,
    panicThreshold: 1e-9,
    coefficient: 1e-5,
  },
};

const time = z.number().nonnegative();

const applicationInput = z.object({
  currentReplicas: z.number(),
  desiredPods: z.number(),
  minScale: z.number().default(0),
  maxScale: z.number().default(0),
  activity: z.enum(['activating', 'active', 'inactive']),
  activitySinceMs: time,
  reachability: z.enum(['reachable', 'unreachable', 'unknown']).default('unknown'),
  initialScale: z.number().default(1),
  initialScaleReached: z.boolean().default(false),
  stableWindowMs: time.default(kpaDefaults.stableWindow),
  gracePeriodMs: time.default(kpaDefaults.scaleToZeroGracePeriod),
  podRetentionMs: time.default(kpaDefaults.scaleToZeroPodRetention),
  activationTimeoutMs: time.default(kpaDefaults.activationTimeout),
  enableScaleToZero: z.boolean().default(true),
  proxyForMs: time.default(0),
  activatorProbe: z.enum(['ok', 'failed', 'not-needed']).default('ok'),
});

const application = (input: Fields): Fields => {
  const asked = applicationInput.parse(input);
  const { desired, apply } = applyKpa({
    currentReplicas: asked.currentReplicas,
    desiredPods: asked.desiredPods,
    minScale: asked.minScale,
    maxScale: asked.maxScale,
    activity: asked.activity,
    activitySince: asked.activitySinceMs,
    unreachable: asked.reachability === 'unreachable',
    initialScale: asked.initialScale,
    initialScaleReached: asked.initialScaleReached,
    stableWindow: asked.stableWindowMs,
    gracePeriod: asked.gracePeriodMs,
    podRetention: asked.podRetentionMs,
    activationTimeout: asked.activationTimeoutMs,
    enableScaleToZero: asked.enableScaleToZero,
    proxyFor: asked.proxyForMs,
    proxied: asked.activatorProbe !== 'failed',
  });
  return { desired, apply };
};
