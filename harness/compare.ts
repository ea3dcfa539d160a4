import { pairsOf } from './pairing.ts';
import type { Results } from './results.ts';
import { averaged } from './stats/contrast.ts';
import { hodgesLehmann } from './stats/hodges-lehmann.ts';
import { pairedRatio } from './stats/paired-ratio.ts';
import type { Paired, TrialRow } from './summary.ts';
import { counts } from './warning.ts';

/** An arm of a study against the same arm of the first study, or against its reference where the first lacks it. */
export interface Compared {
  readonly workload: string;
  readonly arm: string;
  /** Index of the study, from 1: the first is what the others are compared with. */
  readonly study: number;
  /** The arm of the first study that it is paired with. */
  readonly with: string;
  /** By metric. */
  readonly ratios: Readonly<Record<string, Pick<Paired, 'ratio' | 'hodgesLehmann' | 'pairs'>>>;
}

/** Every arm of every later study, paired by seed with the first study, on the metrics that both know. */
export function compareStudies(studies: readonly Results[], metrics: readonly string[]): Compared[] {
  const [first, ...others] = studies;
  const known = first!.manifest.declared;
  return others.flatMap((other, index) =>
    other.manifest.declared.workloads.flatMap(workload =>
      other.manifest.declared.arms.flatMap(({ label: arm }): Compared[] => {
        const partner = known.arms.some(({ label }) => label === arm) ? arm : known.reference;
        const mine = rowsOf(other, { workload, arm });
        const theirs = rowsOf(first!, { workload, arm: partner });
        const ratios = Object.fromEntries(
          metrics.flatMap(metric => {
            const seeds = pairsOf(mine, theirs, metric);
            if (seeds.length === 0) return [];
            return [
              [
                metric,
                { ratio: pairedRatio(seeds), hodgesLehmann: hodgesLehmann(seeds), pairs: averaged(seeds) },
              ],
            ];
          }),
        );
        return Object.keys(ratios).length === 0
          ? []
          : [{ workload, arm, study: index + 1, with: partner, ratios }];
      }),
    ),
  );
}

const rowsOf = (
  { summary }: Results,
  { workload, arm }: { workload: string; arm: string },
): readonly TrialRow[] =>
  summary.trials.filter(row => row.workload === workload && row.arm === arm && counts(row));
