import { z } from 'zod';
import { fault, loop, observe, settings, stopping } from '../experiment-schema.ts';
import type { Declared, Manifest } from '../manifest.ts';
import type { PlannedTrial } from '../plan.ts';
import { gives, label, number, schedule, sha256, text, trialName, unbounded, whole } from './parts.ts';

const seed = z.int();

const declared = z.strictObject({
  experiment: label,
  question: label,
  arms: z
    .array(
      z.strictObject({
        label,
        controller: label,
        kMin: whole,
        passive: z.boolean(),
        baseline: z.boolean().exactOptional(),
      }),
    )
    .min(1),
  workloads: z.array(label).min(1),
  seeds: z.array(seed).min(1),
  repetitions: whole,
  kMax: whole,
  loop,
  timeScale: number.positive(),
  settings,
  faults: z.array(fault),
  observe,
  primary: label,
  reference: label,
  delta: number,
  target: number,
  price: number,
  stopping: stopping.exactOptional(),
});

const planned = z.strictObject({
  trial: trialName,
  place: whole,
  block: whole,
  workload: label,
  arm: label,
  seed,
  repetition: whole,
});

const baselineArm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('static'), size: whole }),
  z.strictObject({
    kind: z.literal('oracle'),
    schedules: z.array(z.strictObject({ workload: label, seed, schedule })),
  }),
]);

gives<Declared>()(declared);
gives<PlannedTrial>()(planned);

/** The form of manifest.json. */
export const manifestSchema = gives<Manifest>()(
  z.strictObject({
    format: z.literal(1),
    study: label,
    startedAt: z.iso.datetime(),
    command: text,
    declared,
    declaredHash: sha256,
    source: z.strictObject({ file: label, sha256, text }),
    code: z.strictObject({ version: label, commit: label, dirty: z.boolean(), sha256 }),
    engine: z.strictObject({
      name: label,
      facts: z.strictObject({
        usableCores: number.positive(),
        quota: number.positive(),
        startDelay: number,
        details: z.record(z.string(), z.union([text, number, z.boolean()])),
      }),
    }),
    host: z.strictObject({
      cpu: label,
      cores: whole,
      memoryGiB: number,
      os: label,
      arch: label,
      node: label,
    }),
    plan: z.array(planned),
    detectable: unbounded,
    quick: z.boolean(),
    overrides: z.strictObject({
      seeds: z.union([whole, z.array(seed)]).exactOptional(),
      repetitions: whole.exactOptional(),
      timeScale: number.positive().exactOptional(),
      quick: z.boolean().exactOptional(),
      workloads: z.array(label).exactOptional(),
      until: number.positive().exactOptional(),
      budget: number.positive().exactOptional(),
      baselines: z.array(baselineArm).exactOptional(),
    }),
    resumed: z.array(
      z.strictObject({ at: z.iso.datetime(), command: text, forced: z.array(text).exactOptional() }),
    ),
  }),
);
