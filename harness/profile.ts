import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { explain } from './validation.ts';

/** Mean and coefficient of variation (sd / mean) of a lognormal time in wall milliseconds; cv 0 is a constant. */
const spread = z.strictObject({ mean: z.number().min(0), cv: z.number().min(0).max(5) });

/** The form of a profile. */
export const profileSchema = z.strictObject({
  format: z.literal(1),
  /** Where and when it was measured, for the manifest. */
  source: z.string(),
  /** Cores that 16 busy containers get together. */
  usableCores: z.number().positive().max(1024),
  start: z.strictObject({
    /** The part of a start that the engine does for one container at a time. */
    serial: spread,
    /** Cores that the engine takes from busy containers while it does that. */
    engineCores: z.number().min(0).max(1024),
    /** What the new container then has to compute, in milliseconds of a core; it shares the cores with busy ones. */
    work: spread,
    /** The rest, until the server answers; containers do it side by side, whatever else happens. */
    boot: spread,
  }),
  stop: spread,
  service: z.strictObject({
    /** Noise on the work of a request: coefficient of variation. */
    cv: z.number().min(0).max(5),
    /** Wall time from handing out a request to its first step of work, and from its last step to its answer. */
    overhead: z.number().min(0),
    /** Measured speed of a busy container over its nominal speed (quota), when no other is busy. */
    speed: z.number().positive().max(10),
  }),
  /** Seeded failures; probabilities per start and per request. */
  faults: z.strictObject({ start: z.number().min(0).max(1), request: z.number().min(0).max(1) }),
});

/** What the simulated engine is told about a host; made by `npm run calibrate`. */
export type Profile = z.infer<typeof profileSchema>;

/** Checks a profile; `from` names it in the error. */
export function checkProfile(value: unknown, from: string): Profile {
  const read = profileSchema.safeParse(value, { reportInput: true });
  if (!read.success)
    throw new Error(`Profile ${from}: ${explain(read.error)}; run "npm run calibrate" for a sound one.`);
  return read.data;
}

export function readProfile(file: string): Profile {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(
      `Profile ${file}: expected a JSON file, found ${cause instanceof Error ? cause.message : cause}; run "npm run calibrate".`,
      { cause },
    );
  }
  return checkProfile(value, file);
}

/** From asking for a container on an idle host to its being ready, on average, with containers of so many cores. */
export const startDelayOf = ({ start }: Profile, quota: number): number =>
  start.serial.mean + start.work.mean / quota + start.boot.mean;

/** Nothing takes time but the work, nothing fails: theory's host. `startDelay` in wall milliseconds. */
export const ideal = (usableCores: number, startDelay = 0): Profile => ({
  format: 1,
  source: 'ideal',
  usableCores,
  start: {
    serial: { mean: 0, cv: 0 },
    engineCores: 0,
    work: { mean: 0, cv: 0 },
    boot: { mean: startDelay, cv: 0 },
  },
  stop: { mean: 0, cv: 0 },
  service: { cv: 0, overhead: 0, speed: 1 },
  faults: { start: 0, request: 0 },
});
