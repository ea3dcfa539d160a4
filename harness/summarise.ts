import { unlike } from './like-for-like.ts';
import type { Declared } from './manifest.ts';
import type { Metric } from './metric.ts';
import type { SeedPair } from './stats/contrast.ts';
import { averaged } from './stats/contrast.ts';
import { smallestDetectable, spreadOf } from './stats/detectable.ts';
import { hodgesLehmann } from './stats/hodges-lehmann.ts';
import { pairedRatio } from './stats/paired-ratio.ts';
import { superiority } from './stats/superiority.ts';
import { tInterval } from './stats/t-interval.ts';
import { verdicts } from './stats/verdict.ts';
import type { ArmSummary, Paired, Summary, TrialRow, WorkloadSummary } from './summary.ts';
import { warningsOf } from './warnings.ts';

/** Rows that may enter an average: complete, or cut with their lower bounds. */
const counts = (row: TrialRow): boolean => row.state === 'valid' || row.state === 'cut';

/** Everything a study says, from what was declared and the rows of its trials, in the order of the plan. */
export function summarise(
  declared: Declared,
  planned: number,
  rows: readonly TrialRow[],
  metrics: readonly Metric[],
): Summary {
  const workloads = declared.workloads.map(workload => summariseWorkload(declared, workload, rows, metrics));
  const differences = unlike(rows);
  return {
    format: 1,
    experiment: declared.experiment,
    primary: declared.primary,
    reference: declared.reference,
    metrics: metrics.map(({ name, unit, better }) => ({ name, unit, better })),
    headline: headlineOf(workloads, differences),
    planned,
    trials: rows,
    workloads,
    likeForLike: { ok: differences.length === 0, differences },
    warnings: warningsOf(declared, planned, rows, workloads),
  };
}

function summariseWorkload(
  declared: Declared,
  workload: string,
  all: readonly TrialRow[],
  metrics: readonly Metric[],
): WorkloadSummary {
  const rows = all.filter(row => row.workload === workload && counts(row));
  const of = (arm: string): TrialRow[] => rows.filter(row => row.arm === arm);
  const reference = of(declared.reference);
  const primary = metrics.find(metric => metric.name === declared.primary);
  const others = declared.arms.map(arm => arm.label).filter(arm => arm !== declared.reference);
  const family = others.map(arm => ({
    arm,
    seeds: pairsOf(of(arm), reference, declared.primary),
    cut: {
      arm: of(arm).some(row => row.state === 'cut'),
      reference: reference.some(row => row.state === 'cut'),
    },
  }));
  const judged = verdicts(
    family.filter(contender => contender.seeds.length > 0),
    {
      reference: declared.reference,
      metric: declared.primary,
      better: primary?.better ?? 'lower',
      delta: declared.delta,
    },
  );
  const arms = declared.arms.map(({ label }): ArmSummary => {
    const mine = of(label);
    const verdict = judged.find(verdict => verdict.arm === label);
    const against = label === declared.reference ? undefined : againstReference(mine, reference, metrics);
    return {
      arm: label,
      trials: mine.length,
      seeds: new Set(mine.map(row => row.seed)).size,
      metrics: meansOf(mine, metrics),
      ...(against ? { against } : {}),
      ...(verdict
        ? {
            verdict: {
              word: verdict.word,
              sentence: verdict.sentence,
              p: verdict.p,
              adjustedP: verdict.adjustedP,
            },
          }
        : {}),
    };
  });
  const spreads = family
    .map(({ seeds }) => (seeds.length > 1 ? spreadOf(seeds) : Number.NaN))
    .filter(Number.isFinite);
  const seeds = new Set(rows.map(row => row.seed)).size;
  const spread = spreads.length > 0 ? Math.max(...spreads) : Number.NaN;
  return {
    workload,
    arms,
    detectable: smallestDetectable(seeds, { spread, family: Math.max(1, others.length) }),
  };
}

/** The seeds that both arms have a number for, with all their repetitions. */
function pairsOf(arm: readonly TrialRow[], reference: readonly TrialRow[], metric: string): SeedPair[] {
  const values = (rows: readonly TrialRow[], seed: number): number[] =>
    rows.filter(row => row.seed === seed).flatMap(row => row.metrics[metric] ?? []);
  return [...new Set(arm.map(row => row.seed))]
    .sort((a, b) => a - b)
    .map(seed => ({ seed, arm: values(arm, seed), reference: values(reference, seed) }))
    .filter(pair => pair.arm.length > 0 && pair.reference.length > 0);
}

function againstReference(
  arm: readonly TrialRow[],
  reference: readonly TrialRow[],
  metrics: readonly Metric[],
): Record<string, Paired> {
  const against: Record<string, Paired> = {};
  for (const { name, better } of metrics) {
    const seeds = pairsOf(arm, reference, name);
    if (seeds.length === 0) continue;
    against[name] = {
      ratio: pairedRatio(seeds),
      hodgesLehmann: hodgesLehmann(seeds),
      superiority: superiority(seeds, { better }),
      pairs: averaged(seeds),
    };
  }
  return against;
}

function meansOf(rows: readonly TrialRow[], metrics: readonly Metric[]): ArmSummary['metrics'] {
  const means: Record<string, ReturnType<typeof tInterval>> = {};
  for (const { name } of metrics) {
    const bySeed = new Map<number, number[]>();
    for (const row of rows) {
      const value = row.metrics[name];
      if (value === null || value === undefined) continue;
      bySeed.set(row.seed, [...(bySeed.get(row.seed) ?? []), value]);
    }
    const values = [...bySeed.values()].map(all => all.reduce((sum, value) => sum + value, 0) / all.length);
    if (values.length > 0) means[name] = tInterval(values);
  }
  return means;
}

/** One sentence: the verdict, or why there is none. */
function headlineOf(workloads: readonly WorkloadSummary[], differences: readonly string[]): string {
  if (differences.length > 0)
    return `No comparison: the arms did not meet the same requests (${differences[0]}).`;
  const sentences = workloads.flatMap(({ workload, arms }) =>
    arms.flatMap(arm =>
      arm.verdict
        ? [workloads.length > 1 ? `On ${workload}: ${arm.verdict.sentence}` : arm.verdict.sentence]
        : [],
    ),
  );
  return sentences[0] === undefined
    ? 'No comparison: no two arms have a complete trial of the same seed.'
    : sentences.length > 1 && workloads.length > 1
      ? `${sentences[0]} (${sentences.length - 1} more comparisons below.)`
      : sentences.join(' ');
}
