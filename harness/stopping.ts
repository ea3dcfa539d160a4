import type { Declared } from './manifest.ts';
import { pairsOf } from './pairing.ts';
import type { Comparison } from './stats/contrast.ts';
import { pairedRatio } from './stats/paired-ratio.ts';
import type { Stopping, TrialRow } from './summary.ts';
import { counts } from './warning.ts';

/** What nothing is known of: its interval is as wide as can be. */
const unknown: Comparison = {
  point: Number.NaN,
  low: Number.NaN,
  high: Number.NaN,
  confidence: 0,
  n: 0,
  method: 'nothing known',
  scale: 'ratio',
};

/** The headlines that must be narrow before a study ends: of each arm in the family, on each workload. */
export function headlinesOf(declared: Declared, all: readonly TrialRow[]): Comparison[] {
  const arms = declared.arms.filter(({ label, baseline }) => label !== declared.reference && !baseline);
  return declared.workloads.flatMap(workload => {
    const rows = Map.groupBy(
      all.filter(row => row.workload === workload && counts(row)),
      row => row.arm,
    );
    return arms.map(({ label }) => {
      const seeds = pairsOf(rows.get(label) ?? [], rows.get(declared.reference) ?? [], declared.primary);
      return seeds.length === 0 ? unknown : pairedRatio(seeds);
    });
  });
}

/** Why a study went on no longer, in one sentence, with what was asked and what was reached. */
export function stoppingSentence({ until, budget, spent, halfWidth, seeds, why }: Stopping): string {
  const reached = halfWidth === null ? 'not known' : `± ${percent(halfWidth)}`;
  const precision = `the widest interval is ${reached}${until === undefined ? '' : ` (± ${percent(until)} asked)`}`;
  const time = `${minutes(spent)} spent${budget === undefined ? '' : ` of ${minutes(budget)}`}`;
  const opening = {
    precise: 'Stopped because it knows enough',
    'budget spent': 'Stopped because its time is spent',
    'most seeds': 'Stopped because it had met as many seeds as it may',
    interrupted: 'Interrupted',
  }[why];
  return `${opening}: after ${seeds} ${seeds === 1 ? 'seed' : 'seeds'} ${precision}, ${time}.`;
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;
const minutes = (ms: number): string => `${Number((ms / 60_000).toPrecision(2))} min`;
