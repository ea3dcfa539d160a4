import { loadEngine } from './engine-file.ts';
import { loadExperiment, type Overrides } from './experiment-file.ts';
import { metricCatalogue } from './metric-catalogue.ts';
import type { PlannedTrial } from './plan.ts';
import { openStore, StoreBroken } from './store.ts';
import { runPlanned, type StudySetting } from './study.ts';
import type { TrialRow } from './summary.ts';

/** A part of a plan, as it is handed to a worker thread: names, since functions cannot be sent. */
export interface Job {
  readonly experiment: string;
  /** The folder of the experiment's file. */
  readonly from: string;
  readonly overrides: Overrides;
  readonly engine: string;
  readonly study: string;
  readonly folder: string;
  readonly trials: readonly PlannedTrial[];
}

export interface JobDone {
  readonly rows: readonly TrialRow[];
  /** Why nothing more can be kept; an error would lose its kind on the way between threads. */
  readonly broken?: string;
}

let known: { key: string; setting: Promise<StudySetting> } | undefined;

async function prepare(job: Job): Promise<StudySetting> {
  const { experiment } = await loadExperiment(job.experiment, job.overrides, job.from);
  const engine = await loadEngine(job.engine);
  const facts = await engine.prepare(experiment.settings, experiment.timeScale);
  const metrics = await metricCatalogue(experiment);
  return { experiment, engine, facts, study: job.study, store: openStore(job.folder), metrics };
}

/** What a worker thread does: loads the experiment once, then runs its trials. */
export default async function work(job: Job): Promise<JobDone> {
  const rows: TrialRow[] = [];
  try {
    if (known?.key !== job.folder) known = { key: job.folder, setting: prepare(job) };
    const setting = await known.setting;
    for (const planned of job.trials) rows.push(await runPlanned(setting, planned));
    return { rows };
  } catch (error) {
    if (error instanceof StoreBroken) return { rows, broken: error.message };
    throw error;
  }
}
