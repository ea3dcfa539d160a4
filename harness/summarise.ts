import type { EngineFacts } from './engine.ts';
import { availability, flaggedOf } from './interference.ts';
import { unlike } from './like-for-like.ts';
import type { Declared } from './manifest.ts';
import type { Metric } from './metric.ts';
import { type Judging, summariseWorkload, wordsOf } from './summarise-workload.ts';
import type { Baselines, Interference, Stopping, Summary, TrialRow, WorkloadSummary } from './summary.ts';
import { warningCatalogue } from './warning-catalogue.ts';

const lookForDoubts = await warningCatalogue();

/** What else is known of a study than its rows. */
export interface Circumstances {
  readonly facts?: EngineFacts;
  readonly stopping?: Stopping;
  readonly baselines?: Baselines;
  /** What had changed when the study was resumed by force, in words. */
  readonly changed?: readonly string[];
}

/** Everything a study says, from what was declared and the rows of its trials, in the order of the plan. */
export function summarise(
  declared: Declared,
  planned: number,
  rows: readonly TrialRow[],
  metrics: readonly Metric[],
  circumstances: Circumstances = {},
): Summary {
  const judging = { declared, metrics, until: circumstances.stopping?.until };
  const found = declared.workloads.map(workload => summariseWorkload(judging, workload, rows));
  const differences = unlike(rows, circumstances.changed);
  const workloads = differences.length === 0 ? found : found.map(uncompared);
  const interference = interferenceOf(judging, rows, found);
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
    warnings: lookForDoubts({ declared, planned, rows, workloads, interference, ...circumstances }),
    interference,
    ...(circumstances.stopping ? { stopping: circumstances.stopping } : {}),
    ...(circumstances.baselines ? { baselines: circumstances.baselines } : {}),
  };
}

/** The arms' own numbers alone: what is not like for like is not compared, so that no reader can. */
const uncompared = ({ workload, arms, detectable }: WorkloadSummary): WorkloadSummary => ({
  workload,
  arms: arms.map(({ arm, trials, seeds, metrics }) => ({ arm, trials, seeds, metrics })),
  detectable,
});

/** Which trials were disturbed, and whether a verdict hangs on them. */
function interferenceOf(
  judging: Judging,
  rows: readonly TrialRow[],
  workloads: readonly WorkloadSummary[],
): Interference {
  const flagged = flaggedOf(rows);
  const sound = rows.filter(({ trial }) => !flagged.some(one => one.trial === trial));
  const words =
    flagged.length === 0 ? [] : workloads.map(({ workload }) => wordsOf(judging, workload, sound));
  const changed = words.flatMap((judged, at) => {
    const { workload, arms } = workloads[at]!;
    return judged
      .filter(({ arm, word }) => arms.find(one => one.arm === arm)?.verdict?.word !== word)
      .map(({ arm, word }) => ({ workload, arm, word }));
  });
  return { flagged, changed, available: availability(rows) };
}

/** One sentence: the verdict, or why there is none. */
function headlineOf(workloads: readonly WorkloadSummary[], differences: readonly string[]): string {
  if (differences.length > 0) return `No comparison: the trials are not like for like (${differences[0]}).`;
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
