import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { explain } from '../validation.ts';

const verdict = z.enum(['reproduced', 'not reproduced', 'not comparable']);
/** What a claim came to, in the words of the page. */
export type ClaimVerdict = z.infer<typeof verdict>;

const common = {
  id: z.string(),
  claim: z.string(),
  source: z.string(),
  figure: z.number(),
  /** What it came to when it was last looked into; a run that finds otherwise says so and fails. */
  recorded: z.strictObject({ virtual: verdict, docker: verdict.optional() }),
};
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
  z.strictObject({ ...common, rule: z.literal('ratio-in-range'), workload }),
  z.strictObject({ ...common, rule: z.literal('no-static-beats-it'), workload }),
  z.strictObject({ ...common, rule: z.literal('allocation-within'), workload, peakTolerance: z.number() }),
]);

/** A claim of the paper with the rule that decides it. */
export type Claim = z.infer<typeof claim>;
export type WorkloadName = z.infer<typeof workload>;
export const workloadNames = workload.options;

const file = fileURLToPath(new URL('claims.json', import.meta.url));

export function readClaims(from = file): Claim[] {
  let text: unknown;
  try {
    text = JSON.parse(readFileSync(from, 'utf8'));
  } catch (cause) {
    throw new Error(
      `${from}: expected JSON, found ${cause instanceof Error ? cause.message : cause}; restore the file.`,
      { cause },
    );
  }
  const read = z
    .strictObject({ source: z.string(), claims: z.array(claim).min(1) })
    .safeParse(text, { reportInput: true });
  if (!read.success) throw new Error(`${from}: ${explain(read.error)}; restore the file.`);
  return read.data.claims;
}
