import { z } from 'zod';
import type { HarnessCost, TraceEvent, TrialHeader } from '../trace.ts';
import { gives, label, millis, number, sha256, text, trialName, whole } from './parts.ts';

const at = millis;
const request = z.int().min(0).max(1e8);
const container = z.string().regex(/^c[1-9]\d{0,8}$/, 'expected a container as c1');

/** The form of a trace's first line. */
export const headerSchema = gives<TrialHeader>()(
  z.strictObject({
    type: z.literal('trial'),
    format: z.literal(1),
    experiment: label,
    trial: trialName,
    workload: label,
    arm: label,
    controller: label,
    kMin: whole,
    kMax: whole,
    seed: z.int(),
    repetition: whole,
    block: whole,
    engine: label,
    timeScale: number.positive(),
    slot: millis.positive(),
    dispatch: z.enum(['each-slot', 'when-free']),
    quota: number.positive(),
    paperCores: number.positive(),
    intended: sha256,
    requests: whole,
  }),
);

const harness = gives<HarnessCost>()(
  z.strictObject({
    cpuMs: number,
    memoryMiB: number,
    steal: number.exactOptional(),
    foreign: number.exactOptional(),
    probe: number.exactOptional(),
  }),
);

const seen = z.strictObject({
  queued: whole,
  running: whole,
  containers: whole,
  ready: whole,
  meanAge: number,
  arrived: whole,
});

/** The form of every other line. */
export const eventSchema = gives<TraceEvent>()(
  z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('request.arrived'),
      at,
      request,
      intended: millis,
      work: number.min(0),
    }),
    z.strictObject({ type: z.literal('request.dispatched'), at, request, container }),
    z.strictObject({ type: z.literal('request.finished'), at, request, container }),
    z.strictObject({ type: z.literal('request.retried'), at, request, container, why: text }),
    z.strictObject({ type: z.literal('request.failed'), at, request, container, why: text }),
    z.strictObject({ type: z.literal('container.starting'), at, container }),
    z.strictObject({ type: z.literal('container.ready'), at, container }),
    z.strictObject({ type: z.literal('container.stopping'), at, container }),
    z.strictObject({ type: z.literal('container.gone'), at, container, exit: text, expected: z.boolean() }),
    z.strictObject({
      type: z.literal('decision'),
      at,
      seen,
      wanted: number,
      applied: whole,
      reason: text,
    }),
    z.strictObject({
      type: z.literal('slot'),
      at,
      slot: whole,
      due: millis,
      queued: whole,
      running: whole,
      starting: whole,
    }),
    z.strictObject({ type: z.literal('fault'), at, kind: label, container: container.exactOptional() }),
    z.strictObject({
      type: z.literal('trial.ended'),
      at,
      why: z.enum(['served', 'limit']),
      harness: harness.exactOptional(),
    }),
  ]),
);
