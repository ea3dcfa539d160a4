import { z } from 'zod';
import { profileSchema } from './profile.ts';

/** Parts of an experiment that are plain data, as a definition gives them and as a manifest keeps them. */

export const millis = z.number().min(0).max(1e12);
export const count = z.int().min(0).max(100_000);
const share = z.number().min(0).max(1);

export const fault = z.discriminatedUnion('kind', [
  z.strictObject({ at: millis, kind: z.literal('kill-container'), share }),
  z.strictObject({ at: millis, kind: z.literal('pause-container'), share, lasting: millis }),
  z.strictObject({ at: millis, kind: z.literal('fail-start'), count }),
  z.strictObject({ at: millis, kind: z.literal('slow-engine'), delay: millis, lasting: millis }),
]);

export const loop = z.strictObject({
  slot: millis.positive(),
  firstSlot: millis.exactOptional(),
  controllerCost: millis,
  slotJitter: z.number().min(0).max(0.2).exactOptional(),
  dispatch: z.enum(['each-slot', 'when-free']),
  checker: z.enum(['idle', 'cpu-below-3%']),
  initialAge: millis,
  limit: millis.positive(),
  deadline: millis.positive().exactOptional(),
  retries: count,
});

export const settings = z.strictObject({
  paperCores: z.number().positive().max(100_000),
  image: z.string().min(1).max(500).exactOptional(),
  memoryMiB: z.int().min(16).max(16_777_216),
  readyWithin: millis.positive().exactOptional(),
  startsAtOnce: z.int().min(1).max(1000),
  retire: z.enum(['oldest', 'oldest-idle', 'idlest']),
  firstPort: z.int().min(1024).max(65_000).exactOptional(),
  profile: profileSchema.exactOptional(),
});

export const observe = z.strictObject({ delay: millis, drop: share });

export const stopping = z.strictObject({
  until: z.number().positive().max(10).exactOptional(),
  budget: millis.positive().exactOptional(),
});
