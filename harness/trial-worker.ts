import { loadEngine } from './engine-file.ts';
import { loadExperiment, type Overrides } from './experiment-file.ts';
import { metricCatalogue } from './metric-catalogue.ts';
import type { PlannedTrial } from './plan.ts';
import { openStore } from './store.ts';
import { runPlanned, type StudySetting } from './study.ts';
import type { TrialRow } from './summary.ts';

/** A part of a plan, as it is handed to a worker thread: names, since functions cannot be sent. */
export interface Job {
  readonly experiment: string;
  readonly overrides: Overrides;
  readonly engine: string;
  readonly study: string;
  readonly folder: string;
  readonly trials: readonly PlannedTrial[];
}

let known: { key: string; setting: Promise<StudySetting> } | undefined;

async function prepare(job: Job): Promise<StudySetting> {
  const { experiment } = await loadExperiment(job.experiment, job.overrides);
  const engine = await loadEngine(job.engine);
  const facts = await engine.prepare(experiment.settings, experiment.timeScale);
  const metrics = await metricCatalogue(experiment);
  return { experiment, engine, facts, study: job.study, store: openStore(job.folder), metrics };
}

/** What a worker thread does: loads the experiment once, then runs its trials. */
export default async function work(job: Job): Promise<TrialRow[]> {
  if (known?.key !== job.folder) known = { key: job.folder, setting: prepare(job) };
  const setting = await known.setting;
  const rows: TrialRow[] = [];
  for (const planned of job.trials) rows.push(await runPlanned(setting, planned));
  return rows;
}
