import type { Engine, EngineFacts } from './engine.ts';
import type { Experiment } from './experiment.ts';
import { intend } from './intended.ts';
import type { Metric } from './metric.ts';
import { type PlannedTrial, resolve } from './plan.ts';
import type { TrialRow } from './summary.ts';
import { runTrial } from './trial.ts';
import { failedRow, rowOf } from './trial-row.ts';

/**
 * Runs trials beside a study, in virtual time, and reduces them to rows. Their traces are not kept: the same plan, code
 * and profile give them again, to the byte.
 */
export async function runAside(
  experiment: Experiment,
  planned: readonly PlannedTrial[],
  { engine, facts, metrics }: { engine: Engine; facts: EngineFacts; metrics: readonly Metric[] },
): Promise<TrialRow[]> {
  if (!engine.time.virtual)
    throw new Error(
      `Engine ${engine.name}: expected one in virtual time for trials beside a study, found one in real time; name "simulated".`,
    );
  const rows: TrialRow[] = [];
  for (const one of planned) {
    try {
      const where = { experiment, engine, facts, planned: one, ...resolve(experiment, one) };
      const trace = await runTrial({ ...where, study: 'aside' });
      rows.push(rowOf(one, trace, metrics, intend(where.workload, one.seed)));
    } catch (error) {
      rows.push(failedRow(one, error instanceof Error ? error.message : String(error)));
    }
  }
  return rows;
}
