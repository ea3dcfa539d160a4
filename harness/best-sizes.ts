import { pairsOf } from './pairing.ts';
import { type Verdict, verdicts } from './stats/verdict.ts';
import type { Summary, TrialRow } from './summary.ts';
import { counts } from './warning.ts';

/** What of an experiment decides which sizes are best. */
export interface SizesOf {
  readonly arms: readonly { readonly label: string; readonly controller: string; readonly kMin: number }[];
  readonly primary: string;
  readonly better: 'lower' | 'higher';
  readonly delta: number;
}

/** One size of a controller against the best one. */
export interface Size {
  readonly kMin: number;
  readonly arm: string;
  readonly mean: number;
  /** Ratio to the best, and whether the study can tell the two apart: Holm over the controller's sizes, p ≤ 0.05. */
  readonly ratio: { readonly point: number; readonly low: number; readonly high: number } | undefined;
  readonly worse: boolean;
  /** The same on seeds that had no say in choosing the best; absent where the size was worse already. */
  readonly fresh?: Omit<Size, 'fresh' | 'kMin' | 'arm'>;
}

/** Which kMin of a controller cannot be told from its best one. */
export interface BestSizes {
  readonly workload: string;
  readonly controller: string;
  readonly best: number;
  /** From the study's own seeds, which also chose the best, and so flatter it. */
  readonly candidates: readonly number[];
  /** Those of them that fresh seeds cannot tell from the best either. */
  readonly confirmed: readonly number[];
  readonly sizes: readonly Size[];
}

/** The study's `best-sizes.json`. */
export interface Sizes {
  readonly format: 1;
  /** By which metric, and the price of a container-second in it, in seconds of waiting. */
  readonly primary: string;
  readonly price: number;
  readonly seeds: readonly number[];
  readonly freshSeeds: readonly number[];
  readonly found: readonly BestSizes[];
}

/** Per workload and controller with three sizes or more: the best, and those not worse by the study's own seeds. */
export function bestSizes(summary: Summary, about: SizesOf): BestSizes[] {
  return summary.workloads.flatMap(({ workload }) =>
    [...Map.groupBy(about.arms, arm => arm.controller)].flatMap(([controller, arms]): BestSizes[] => {
      const rows = summary.trials.filter(row => row.workload === workload && counts(row));
      const known = arms.filter(({ label }) => rows.some(row => row.arm === label));
      if (known.length < 3) return [];
      const means = new Map(known.map(({ label }) => [label, meanOf(rows, label, about.primary)]));
      const sign = about.better === 'lower' ? 1 : -1;
      const best = known.reduce((a, b) => (sign * (means.get(b.label)! - means.get(a.label)!) < 0 ? b : a));
      const against = compare(rows, { reference: best.label, arms: known.map(arm => arm.label) }, about);
      const sizes = known.map(({ kMin, label }): Size => {
        const verdict = against.get(label);
        return { kMin, arm: label, mean: means.get(label)!, ...told(verdict) };
      });
      const candidates = sizes.filter(size => !size.worse).map(size => size.kMin);
      return [{ workload, controller, best: best.kMin, candidates, confirmed: [], sizes }];
    }),
  );
}

/** Asks the candidates again on fresh seeds, against the best that the study chose. */
export function confirmed(
  found: readonly BestSizes[],
  fresh: readonly TrialRow[],
  about: SizesOf,
): BestSizes[] {
  return found.map(one => {
    const rows = fresh.filter(row => row.workload === one.workload && counts(row));
    const asked = one.sizes.filter(size => !size.worse);
    const best = asked.find(size => size.kMin === one.best)!.arm;
    const against = compare(rows, { reference: best, arms: asked.map(size => size.arm) }, about);
    const sizes = one.sizes.map(size =>
      size.worse
        ? size
        : { ...size, fresh: { mean: meanOf(rows, size.arm, about.primary), ...told(against.get(size.arm)) } },
    );
    return { ...one, sizes, confirmed: sizes.filter(s => s.fresh && !s.fresh.worse).map(s => s.kMin) };
  });
}

const told = (verdict: Verdict | undefined): Pick<Size, 'ratio' | 'worse'> => ({
  ratio: verdict && { point: verdict.ratio.point, low: verdict.ratio.low, high: verdict.ratio.high },
  worse: verdict?.word === 'slower',
});

function compare(
  rows: readonly TrialRow[],
  { reference, arms }: { reference: string; arms: readonly string[] },
  { primary, better, delta }: SizesOf,
): Map<string, Verdict> {
  const of = (arm: string): TrialRow[] => rows.filter(row => row.arm === arm);
  const family = arms
    .filter(arm => arm !== reference)
    .map(arm => ({ arm, seeds: pairsOf(of(arm), of(reference), primary) }))
    .filter(({ seeds }) => seeds.length > 0);
  const judged = family.length === 0 ? [] : verdicts(family, { reference, metric: primary, better, delta });
  return new Map(judged.map(verdict => [verdict.arm, verdict]));
}

function meanOf(rows: readonly TrialRow[], arm: string, metric: string): number {
  const values = rows.filter(row => row.arm === arm).flatMap(row => row.metrics[metric] ?? []);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
