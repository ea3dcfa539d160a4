import type { Results } from '../results.ts';
import type { Digest } from './digest.ts';
import { number } from './format.ts';
import { metricLabel, unitLabel } from './metric-label.ts';
import type { Study } from './study.ts';
import { type TrialTables, trialTables } from './trial-tables.ts';

/** A trial that the page itself can draw. */
export interface InlineTrial {
  readonly trial: string;
  /** The arm's label, as drawings know it, and its colour. */
  readonly arm: string;
  readonly colour: string;
  readonly block: number;
  readonly workload: number;
  /** What a picker calls it, and its block. */
  readonly label: string;
  readonly blockLabel: string;
  readonly tables: TrialTables;
}

export interface InlineTrials {
  readonly trials: readonly InlineTrial[];
  /** Trials that have a trace but no room. */
  readonly left: number;
}

/** Whole blocks, the middle, best and worst first, until `budget` bytes are spent. */
export function inlineTrials(
  results: Results,
  studies: readonly Study[],
  { budget = 800_000 } = {},
): InlineTrials {
  const queue = studies
    .flatMap((study, workload) => ranked(study).map((block, rank) => ({ study, workload, block, rank })))
    .sort((a, b) => a.rank - b.rank || a.workload - b.workload);
  const trials: InlineTrial[] = [];
  let spent = 0;
  let left = 0;
  for (const { study, workload, block } of queue) {
    const members = study.arms.flatMap(arm =>
      arm.trials.filter(trial => trial.row.block === block).map(trial => ({ arm, trial })),
    );
    if (spent > budget) {
      left += members.length;
      continue;
    }
    for (const { arm, trial } of members) {
      const tables = study.shown.get(trial.row.trial) ?? trialTables(results.trace(trial.row.trial), trial);
      const one = {
        trial: trial.row.trial,
        arm: arm.label,
        colour: arm.colour,
        block,
        workload,
        ...labels(study, { arm: arm.label, trial }),
        tables,
      };
      spent += JSON.stringify(one).length;
      trials.push(one);
    }
  }
  return {
    trials: trials.sort((a, b) => a.workload - b.workload || (a.trial < b.trial ? -1 : 1)),
    left,
  };
}

function labels({ primary }: Study, { arm, trial }: { arm: string; trial: Digest }) {
  const { seed, repetition, metrics, state } = trial.row;
  const blockLabel = `seed ${seed}${repetition > 1 ? `, repetition ${repetition}` : ''}`;
  const figure = `${metricLabel(primary.name)} ${number(metrics[primary.name])} ${unitLabel(primary.unit)}`;
  return { blockLabel, label: `${arm}, ${blockLabel}: ${figure}${state === 'valid' ? '' : `, ${state}`}` };
}

/** Blocks by how soon a reader wants to see them: the middle one, the extremes, the rest as they were run. */
function ranked({ arms, middle, primary }: Study): number[] {
  const trials = arms.flatMap(arm => arm.trials);
  const blocks = Map.groupBy(trials, (trial: Digest) => trial.row.block);
  const score = (block: number): number =>
    (blocks.get(block) ?? []).reduce((sum, trial) => sum + (trial.row.metrics[primary.name] ?? 0), 0);
  const all = [...blocks.keys()].sort((a, b) => a - b);
  const byScore = [...all].sort((a, b) => score(a) - score(b));
  const first = [middle, byScore[0], byScore.at(-1)].filter(block => block !== undefined);
  return [...new Set([...first, ...all])];
}
