import { z } from 'zod';
import type { ArmSummary, Baselines, Summary, TrialRow, WorkloadSummary } from '../summary.ts';
import { gives, label, number, perhaps, sha256, state, text, trialName, unbounded, whole } from './parts.ts';

const word = z.enum(['faster', 'slower', 'equivalent', 'no difference seen', 'not enough trials']);
const estimate = z.strictObject({
  point: perhaps,
  low: perhaps,
  high: perhaps,
  confidence: z.number().min(0).max(1),
  n: whole,
  method: label,
});
const comparison = estimate.extend({ scale: z.enum(['ratio', 'difference']) });
const seed = z.int();

export const row = gives<TrialRow>()(
  z.strictObject({
    trial: trialName,
    block: whole,
    workload: label,
    arm: label,
    seed,
    repetition: whole,
    state,
    why: text.exactOptional(),
    /** A trial that gave no trace met no requests. */
    intended: z.union([sha256, z.literal('')]),
    conditions: z.record(z.string(), z.union([text, number])).exactOptional(),
    ledger: z
      .strictObject({
        delivered: number.nullable(),
        steal: number.nullable(),
        foreign: number.nullable(),
        probe: number.nullable(),
      })
      .exactOptional(),
    metrics: z.record(z.string(), number.nullable()),
  }),
);

const paired = z.strictObject({
  ratio: comparison,
  hodgesLehmann: comparison,
  superiority: estimate,
  bootstrap: z.strictObject({ percentile: estimate, bca: estimate }).exactOptional(),
  pairs: z.array(z.strictObject({ seed, arm: number, reference: number })),
});

const arm = gives<ArmSummary>()(
  z.strictObject({
    arm: label,
    trials: whole,
    seeds: whole,
    metrics: z.record(z.string(), estimate),
    against: z.record(z.string(), paired).exactOptional(),
    verdict: z
      .strictObject({
        word,
        sentence: text,
        p: perhaps,
        adjustedP: perhaps,
        wouldDo: whole.exactOptional(),
      })
      .exactOptional(),
    outliers: z
      .strictObject({
        seeds: z.array(
          z.strictObject({
            seed,
            class: z.enum(['low severe', 'low mild', 'inside', 'high mild', 'high severe']),
          }),
        ),
        wordWithout: word.exactOptional(),
      })
      .exactOptional(),
    elasticSpeedup: estimate.nullable().exactOptional(),
  }),
);

const workload = gives<WorkloadSummary>()(
  z.strictObject({
    workload: label,
    arms: z.array(arm),
    detectable: unbounded,
    friedman: z
      .strictObject({
        meanRanks: z.array(number),
        chiSquare: perhaps,
        chiSquareP: perhaps,
        f: unbounded,
        p: perhaps,
        criticalDifference: perhaps,
        groups: z.array(z.array(whole)),
        method: label,
        n: whole,
        arms: z.array(label),
      })
      .exactOptional(),
  }),
);

export const baselines = gives<Baselines>()(
  z.strictObject({
    profile: text,
    workloads: z.array(
      z.strictObject({
        workload: label,
        seeds: whole,
        points: z.array(
          z.strictObject({
            kind: z.enum(['static', 'arm', 'oracle']),
            label,
            size: whole.exactOptional(),
            metrics: z.record(z.string(), estimate),
          }),
        ),
        brackets: z.array(
          z.strictObject({ arm: label, below: number.nullable(), above: number.nullable(), peak: number }),
        ),
        oracle: z.strictObject({ evaluations: whole, starts: whole, converged: whole }),
      }),
    ),
  }),
);

/** The form of summary.json. */
export const summarySchema = gives<Summary>()(
  z.strictObject({
    format: z.literal(1),
    experiment: label,
    primary: label,
    reference: label,
    metrics: z.array(z.strictObject({ name: label, unit: label, better: z.enum(['lower', 'higher']) })),
    headline: text,
    planned: whole,
    trials: z.array(row),
    workloads: z.array(workload),
    likeForLike: z.strictObject({ ok: z.boolean(), differences: z.array(text) }),
    warnings: z.array(z.strictObject({ id: label, what: text, why: text, advice: text })),
    interference: z.strictObject({
      flagged: z.array(z.strictObject({ trial: trialName, flags: z.array(text) })),
      changed: z.array(z.strictObject({ workload: label, arm: label, word })),
      available: z.strictObject({ delivered: whole, steal: whole, foreign: whole, probe: whole }),
    }),
    stopping: z
      .strictObject({
        until: number.exactOptional(),
        budget: number.exactOptional(),
        spent: number,
        halfWidth: number.nullable(),
        seeds: whole,
        why: z.enum(['precise', 'budget spent', 'most seeds', 'interrupted']),
      })
      .exactOptional(),
    baselines: baselines.exactOptional(),
  }),
);

/** The form of the record of a trial that gave no trace. */
export const failedSchema = z.strictObject({ format: z.literal(1), row });
