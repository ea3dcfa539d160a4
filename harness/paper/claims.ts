import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { explain } from '../validation.ts';

const common = { id: z.string(), claim: z.string(), source: z.string(), figure: z.number() };
const workload = z.enum(['A', 'p4', 'p5']);

const claim = z.discriminatedUnion('rule', [
  z.strictObject({
    ...common,
    rule: z.literal('wait-within'),
    workload,
    arm: z.enum(['francis', 'static 5', 'sequential']),
    tolerance: z.number().positive(),
  }),
  z.strictObject({ ...common, rule: z.literal('same-requests'), workloads: z.tuple([workload, workload]) }),
  z.strictObject({ ...common, rule: z.literal('no-static-beats-it'), workload }),
  z.strictObject({ ...common, rule: z.literal('allocation-within'), workload, peakTolerance: z.number() }),
]);

/** A claim of the paper with the rule that decides it. */
export type Claim = z.infer<typeof claim>;
export type WorkloadName = z.infer<typeof workload>;

const file = fileURLToPath(new URL('claims.json', import.meta.url));

export function readClaims(from = file): Claim[] {
  const read = z
    .strictObject({ source: z.string(), claims: z.array(claim).min(1) })
    .safeParse(JSON.parse(readFileSync(from, 'utf8')), { reportInput: true });
  if (!read.success) throw new Error(`${from}: ${explain(read.error)}; restore the file.`);
  return read.data.claims;
}
