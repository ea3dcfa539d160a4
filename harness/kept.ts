import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Experiment } from './experiment.ts';
import { type Intended, intend } from './intended.ts';
import type { Metric } from './metric.ts';
import { type PlannedTrial, resolve } from './plan.ts';
import { readJson, readTrace } from './results/read.ts';
import { failedSchema } from './results/summary.ts';
import type { TrialRow } from './summary.ts';
import { rowOf } from './trial-row.ts';

/** Has a trial ended, by what its results folder holds? */
export const hasEnded = (folder: string, { trial }: PlannedTrial): boolean =>
  existsSync(join(folder, 'trials', `${trial}.jsonl`)) ||
  existsSync(join(folder, 'trials', `${trial}.failed.json`));

/**
 * The rows of the trials that have ended, made again from their traces: the same numbers to the byte as when they were
 * run. Throws a sentence when a file is not what it should be.
 */
export function keptRows(
  folder: string,
  planned: readonly PlannedTrial[],
  { experiment, metrics }: { experiment: Experiment; metrics: readonly Metric[] },
): TrialRow[] {
  const known = new Map<string, Intended>();
  const intendedOf = (one: PlannedTrial): Intended => {
    const key = `${one.workload}/${one.seed}`;
    const intended = known.get(key) ?? intend(resolve(experiment, one).workload, one.seed);
    known.set(key, intended);
    return intended;
  };
  return planned
    .filter(one => hasEnded(folder, one))
    .map(one => {
      const trace = join(folder, 'trials', `${one.trial}.jsonl`);
      return existsSync(trace)
        ? rowOf(one, readTrace(trace, one.trial), metrics, intendedOf(one))
        : failedRowOf(folder, one);
    });
}

function failedRowOf(folder: string, { trial }: PlannedTrial): TrialRow {
  const file = join(folder, 'trials', `${trial}.failed.json`);
  const { row } = readJson(file, failedSchema);
  if (row.trial !== trial || row.state !== 'failed')
    throw new Error(`${file}: expected trial ${trial} as failed, found ${row.trial} as ${row.state}.`);
  return row;
}
