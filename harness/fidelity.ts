import { pairsOf } from './pairing.ts';
import type { Comparison, SeedPair } from './stats/contrast.ts';
import { pairedRatio } from './stats/paired-ratio.ts';
import type { Summary, TrialRow, VerdictWord } from './summary.ts';
import { counts } from './warning.ts';

/** How often the intervals of a fidelity hold the truth. */
const CONFIDENCE = 0.9;
/** Two worlds agree on a metric where the interval of their ratio lies within these. */
export const AGREEMENT = { low: 0.85, high: 1.18 } as const;
/** What the two worlds are held to: time, work done and cost. */
export const HELD_TO = ['wait.mean', 'response.mean', 'containerSeconds'] as const;

/** One metric of one arm in two worlds. */
export interface Agreement {
  readonly metric: string;
  readonly unit: string;
  readonly workload: string;
  readonly arm: string;
  /** Means over all trials. */
  readonly real: number;
  readonly virtual: number;
  /** Real over virtual, paired by seed; a difference where a value is 0. */
  readonly ratio: Comparison;
  /** Whether the interval lies within the bounds of agreement; that of a difference, whether it holds 0. */
  readonly within: boolean;
}

/** The verdict on one arm in two worlds. */
export interface TwoVerdicts {
  readonly workload: string;
  readonly arm: string;
  readonly real: VerdictWord;
  readonly virtual: VerdictWord;
  /** One world says faster and the other slower. */
  readonly opposite: boolean;
}

/** How far the virtual time of a study is from the real one; the study's `fidelity.json`. */
export interface Fidelity {
  readonly format: 1;
  readonly engines: { readonly real: string; readonly virtual: string };
  /** Which host was simulated. */
  readonly profile: string;
  readonly bounds: typeof AGREEMENT;
  readonly metrics: readonly Agreement[];
  readonly verdicts: readonly TwoVerdicts[];
  /** The answer in one sentence. */
  readonly headline: string;
  readonly agree: boolean;
  /** The trials in virtual time, which no other file holds. */
  readonly trials: readonly TrialRow[];
}

/** Holds the trials of a study against the same ones in virtual time. */
export function fidelityOf(
  real: Summary,
  virtual: Summary,
  about: Pick<Fidelity, 'engines' | 'profile'>,
): Fidelity {
  const metrics = real.workloads.flatMap(({ workload, arms }) =>
    arms.flatMap(({ arm }) =>
      real.metrics.flatMap(({ name, unit }): Agreement[] => {
        const of = (summary: Summary): TrialRow[] =>
          summary.trials.filter(row => row.workload === workload && row.arm === arm && counts(row));
        const pairs = pairsOf(of(real), of(virtual), name);
        if (pairs.length < 2) return [];
        const ratio = pairedRatio(pairs, { confidence: CONFIDENCE });
        const within =
          ratio.scale === 'ratio'
            ? ratio.low >= AGREEMENT.low && ratio.high <= AGREEMENT.high
            : ratio.low <= 0 && ratio.high >= 0;
        const mean = (pick: (pair: SeedPair) => readonly number[]): number => {
          const all = pairs.flatMap(pick);
          return all.reduce((sum, value) => sum + value, 0) / all.length;
        };
        return [
          {
            metric: name,
            unit,
            workload,
            arm,
            real: mean(pair => pair.arm),
            virtual: mean(pair => pair.reference),
            ratio,
            within,
          },
        ];
      }),
    ),
  );
  const verdicts = verdictsOf(real, virtual);
  const held = metrics.filter(({ metric }) => (HELD_TO as readonly string[]).includes(metric));
  const apart = held.filter(({ within }) => !within);
  const opposite = verdicts.filter(one => one.opposite);
  const agree = held.length > 0 && apart.length === 0 && opposite.length === 0;
  return {
    format: 1,
    ...about,
    bounds: AGREEMENT,
    metrics,
    verdicts,
    headline: headlineOf(about.engines, { held, apart, opposite }),
    agree,
    trials: virtual.trials,
  };
}

function verdictsOf(real: Summary, virtual: Summary): TwoVerdicts[] {
  return real.workloads.flatMap(({ workload, arms }) =>
    arms.flatMap(({ arm, verdict }): TwoVerdicts[] => {
      const other = virtual.workloads
        .find(one => one.workload === workload)
        ?.arms.find(one => one.arm === arm)?.verdict;
      if (!verdict || !other) return [];
      const words = new Set([verdict.word, other.word]);
      const opposite = words.has('faster') && words.has('slower');
      return [{ workload, arm, real: verdict.word, virtual: other.word, opposite }];
    }),
  );
}

function headlineOf(
  { real, virtual }: Fidelity['engines'],
  found: {
    held: readonly Agreement[];
    apart: readonly Agreement[];
    opposite: readonly TwoVerdicts[];
  },
): string {
  const { held, apart, opposite } = found;
  if (held.length === 0) return `${real} and ${virtual} cannot be compared: they share too few trials.`;
  const span = `${AGREEMENT.low}–${AGREEMENT.high}`;
  const verdict = opposite[0];
  const says = verdict
    ? `, and of ${verdict.arm} one says ${verdict.real}, the other ${verdict.virtual}`
    : ', and no verdict is opposite';
  const first = apart[0];
  return first
    ? `${real} and ${virtual} differ: ${apart.length} of ${held.length} intervals of the ratio leave ${span}, the first ${first.metric} of ${first.arm} with ${first.ratio.point.toFixed(2)} [${first.ratio.low.toFixed(2)}, ${first.ratio.high.toFixed(2)}]${says}.`
    : `${real} and ${virtual} agree: all ${held.length} intervals of the ratio (wait, response, container-seconds) lie within ${span}${says}.`;
}
