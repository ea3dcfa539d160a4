import type { Declared } from './manifest.ts';
import type { Metric } from './metric.ts';
import { speedup, speedupMetrics } from './metrics/elastic-speedup.ts';
import { pairsOf, valuesBySeed } from './pairing.ts';
import { rng } from './rng.ts';
import { bootstrapRatioOfMeans } from './stats/bootstrap.ts';
import { averaged, contrasts } from './stats/contrast.ts';
import { smallestDetectable, spreadOf } from './stats/detectable.ts';
import type { Estimate } from './stats/estimate.ts';
import { seedsForFamily } from './stats/family-size.ts';
import { friedman } from './stats/friedman.ts';
import { hodgesLehmann } from './stats/hodges-lehmann.ts';
import { pairedRatio } from './stats/paired-ratio.ts';
import { superiority } from './stats/superiority.ts';
import { tInterval } from './stats/t-interval.ts';
import { tukey } from './stats/tukey.ts';
import { type Contender, type Verdict, verdicts } from './stats/verdict.ts';
import type { ArmSummary, Outliers, Paired, TrialRow, WorkloadSummary } from './summary.ts';
import { counts } from './warning.ts';

export interface Judging {
  readonly declared: Declared;
  readonly metrics: readonly Metric[];
  /** Half-width that the study was asked to reach, if it was. */
  readonly until?: number | undefined;
}

/** All arms on one workload, each against the reference. */
export function summariseWorkload(
  judging: Judging,
  workload: string,
  all: readonly TrialRow[],
): WorkloadSummary {
  const { declared, metrics } = judging;
  const rows = all.filter(row => row.workload === workload && counts(row));
  const byArm = Map.groupBy(rows, row => row.arm);
  const of = (arm: string): readonly TrialRow[] => byArm.get(arm) ?? [];
  const reference = of(declared.reference);
  const family = familyOf(judging, of);
  const judged = verdictsOf(judging, family);
  const arms = declared.arms.map(({ label }): ArmSummary => {
    const mine = of(label);
    const verdict = judged.find(({ arm }) => arm === label);
    const outliers = outliersOf(judging, family, verdict);
    return {
      arm: label,
      trials: mine.length,
      seeds: new Set(mine.map(row => row.seed)).size,
      metrics: meansOf(mine, metrics),
      ...(label === declared.reference ? {} : { against: againstReference(mine, reference, judging) }),
      ...(verdict ? { verdict: kept(verdict) } : {}),
      ...(outliers ? { outliers } : {}),
      ...(elastic(declared, label) && mine.length > 0
        ? { elasticSpeedup: speedupOver(mine, reference) }
        : {}),
    };
  });
  const spreads = family.map(({ seeds }) => (seeds.length > 1 ? spreadOf(seeds) : Number.NaN));
  const known = spreads.filter(Number.isFinite);
  const ranks = ranksOf(judging, of);
  return {
    workload,
    arms,
    detectable: smallestDetectable(new Set(rows.map(row => row.seed)).size, {
      spread: known.length > 0 ? Math.max(...known) : Number.NaN,
      family: Math.max(1, family.length),
    }),
    ...(ranks ? { friedman: ranks } : {}),
  };
}

/** An arm that scales, beside a reference that does not. */
function elastic({ arms, reference }: Declared, label: string): boolean {
  const passive = (name: string): boolean => arms.some(arm => arm.label === name && arm.passive);
  return passive(reference) && !passive(label);
}

/** See `elasticSpeedup` of the metrics: here from the rows, so that no trace is read again. */
function speedupOver(arm: readonly TrialRow[], reference: readonly TrialRow[]): Estimate | null {
  const parts = speedupMetrics.map(metric => pairsOf(arm, reference, metric));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const logs = parts[0]!.map(({ seed }) => {
    const seeds = parts.map(part => part.find(one => one.seed === seed));
    const of = (which: 'arm' | 'reference') => seeds.map(one => (one ? mean(one[which]) : Number.NaN));
    return Math.log(speedup(of('arm'), of('reference')));
  });
  if (logs.length === 0 || logs.some(Number.isNaN)) return null;
  const { point, low, high, confidence, n } = tInterval(logs);
  const method = 'geometric mean over seeds of the elastic speedup, t interval on the log scale';
  return { point: Math.exp(point), low: Math.exp(low), high: Math.exp(high), confidence, n, method };
}

/** The verdict words alone, as after leaving some trials out. */
export function wordsOf(judging: Judging, workload: string, all: readonly TrialRow[]): Verdict[] {
  const rows = Map.groupBy(
    all.filter(row => row.workload === workload && counts(row)),
    row => row.arm,
  );
  return verdictsOf(
    judging,
    familyOf(judging, arm => rows.get(arm) ?? []),
  );
}

type RowsOf = (arm: string) => readonly TrialRow[];

/** The family of rule 6: all arms against the reference, baselines left out. */
function familyOf({ declared }: Judging, of: RowsOf): Contender[] {
  const wasCut = (arm: string): boolean => of(arm).some(row => row.state === 'cut');
  return declared.arms
    .filter(({ label, baseline }) => label !== declared.reference && !baseline)
    .map(({ label }) => ({
      arm: label,
      seeds: pairsOf(of(label), of(declared.reference), declared.primary),
      cut: { arm: wasCut(label), reference: wasCut(declared.reference) },
    }));
}

function verdictsOf(
  { declared, metrics, until }: Judging,
  family: readonly Contender[],
  question: { fewest?: number } = {},
): Verdict[] {
  return verdicts(
    family.filter(({ seeds }) => seeds.length > 0),
    {
      reference: declared.reference,
      metric: declared.primary,
      better: metrics.find(({ name }) => name === declared.primary)?.better ?? 'lower',
      delta: declared.delta,
      ...(until === undefined ? {} : { halfWidth: until }),
      ...question,
    },
  );
}

const kept = ({ word, sentence, p, adjustedP, wouldDo }: Verdict): NonNullable<ArmSummary['verdict']> => ({
  word,
  sentence,
  p,
  adjustedP,
  ...(wouldDo === undefined ? {} : { wouldDo }),
});

/** Which seeds lie beyond the fences, and what the verdict would be without them. */
function outliersOf(judging: Judging, family: readonly Contender[], verdict?: Verdict): Outliers | undefined {
  const contender = family.find(({ arm }) => arm === verdict?.arm);
  if (!contender) return undefined;
  const { classes } = tukey(contrasts(contender.seeds).values);
  const seeds = contender.seeds.flatMap(({ seed }, at) =>
    classes[at] === 'inside' ? [] : [{ seed, class: classes[at]! }],
  );
  if (seeds.length === 0) return { seeds };
  const without = contender.seeds.filter(({ seed }) => !seeds.some(one => one.seed === seed));
  const others = family.map(one => (one === contender ? { ...one, seeds: without } : one));
  // Ten seeds less two are below nine, which says nothing about the two: judged as long as an exact test can reject.
  const question = { fewest: seedsForFamily(1) };
  const word = verdictsOf(judging, others, question).find(({ arm }) => arm === contender.arm)?.word;
  return { seeds, ...(word && word !== 'not enough trials' ? { wordWithout: word } : {}) };
}

function againstReference(
  arm: readonly TrialRow[],
  reference: readonly TrialRow[],
  { declared, metrics }: Judging,
): Record<string, Paired> {
  const against: Record<string, Paired> = {};
  for (const { name, better } of metrics) {
    const seeds = pairsOf(arm, reference, name);
    if (seeds.length === 0) continue;
    const chance = rng(`bootstrap/${declared.experiment}/${arm[0]!.workload}/${arm[0]!.arm}`);
    const means =
      name === declared.primary && seeds.length > 1 && averaged(seeds).every(pair => pair.reference > 0);
    against[name] = {
      ratio: pairedRatio(seeds),
      hodgesLehmann: hodgesLehmann(seeds),
      superiority: superiority(seeds, { better }),
      ...(means ? { bootstrap: bootstrapRatioOfMeans(seeds, { chance }) } : {}),
      pairs: averaged(seeds),
    };
  }
  return against;
}

function meansOf(rows: readonly TrialRow[], metrics: readonly Metric[]): ArmSummary['metrics'] {
  const means: Record<string, ReturnType<typeof tInterval>> = {};
  for (const { name } of metrics) {
    const values = [...valuesBySeed(rows, name).values()].map(
      all => all.reduce((sum, value) => sum + value, 0) / all.length,
    );
    if (values.length > 0) means[name] = tInterval(values);
  }
  return means;
}

/** Ranks over the seeds that all arms met. */
function ranksOf({ declared, metrics }: Judging, of: RowsOf): WorkloadSummary['friedman'] {
  const arms = declared.arms.map(({ label }) => label).filter(arm => of(arm).length > 0);
  if (arms.length < 3) return undefined;
  const values = arms.map(arm => valuesBySeed(of(arm), declared.primary));
  const seeds = [...values[0]!.keys()]
    .filter(seed => values.every(one => one.has(seed)))
    .sort((a, b) => a - b);
  if (seeds.length < 2) return undefined;
  const mean = (all: readonly number[]): number => all.reduce((sum, value) => sum + value, 0) / all.length;
  const blocks = seeds.map(seed => values.map(one => mean(one.get(seed)!)));
  const better = metrics.find(({ name }) => name === declared.primary)?.better ?? 'lower';
  return { ...friedman(blocks, { better }), arms };
}
