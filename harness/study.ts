import { type Engine, type EngineFacts, EngineLost, EngineUnfit } from './engine.ts';
import type { Experiment } from './experiment.ts';
import type { HostWatch } from './host-watch.ts';
import { intend } from './intended.ts';
import type { Metric } from './metric.ts';
import { type PlannedTrial, resolve } from './plan.ts';
import { type Store, StoreBroken } from './store.ts';
import type { TrialRow } from './summary.ts';
import type { TraceEvent } from './trace.ts';
import { runTrial } from './trial.ts';
import { failedRow, rowOf } from './trial-row.ts';

/** All that the trials of a study have in common. */
export interface StudySetting {
  readonly experiment: Experiment;
  readonly engine: Engine;
  readonly facts: EngineFacts;
  readonly study: string;
  readonly store: Store;
  readonly metrics: readonly Metric[];
  readonly signal?: AbortSignal;
  readonly watch?: (event: TraceEvent) => void;
  /** Where time is real: looks after what happens on the host beside the trial. */
  readonly hostWatch?: HostWatch;
}

/**
 * Runs one line of the plan, keeps its trace and reduces it to a row; a trial that fails is kept as one that failed.
 * Throws, with nothing kept, when the study was told to stop, the engine is lost or unfit, or the store broken.
 */
export async function runPlanned(setting: StudySetting, planned: PlannedTrial): Promise<TrialRow> {
  const { experiment, engine, facts, study, store, metrics, signal, watch, hostWatch } = setting;
  const { arm, workload } = resolve(experiment, planned);
  store.note('trial.began', { trial: planned.trial });
  try {
    const trace = await runTrial({
      experiment,
      planned,
      arm,
      workload,
      engine,
      facts,
      study,
      ...(signal ? { signal } : {}),
      ...(watch ? { watch } : {}),
      ...(hostWatch ? { cost: await hostWatch(planned.block) } : {}),
    });
    store.trace(trace);
    store.note('trial.ended', { trial: planned.trial });
    return rowOf(planned, trace, metrics, intend(workload, planned.seed));
  } catch (error) {
    const endsMore = error instanceof EngineLost || error instanceof EngineUnfit;
    if (signal?.aborted || endsMore || error instanceof StoreBroken) throw error;
    return keepFailed(store, planned, error instanceof Error ? error.message : String(error));
  }
}

/** Keeps a trial as one that failed. */
export function keepFailed(store: Store, planned: PlannedTrial, why: string): TrialRow {
  const row = failedRow(planned, why);
  store.failed(row);
  store.note('trial.ended', { trial: planned.trial });
  return row;
}
