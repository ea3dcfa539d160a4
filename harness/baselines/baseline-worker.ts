import type { EngineFacts } from '../engine.ts';
import { loadExperiment, type Overrides } from '../experiment-file.ts';
import { type NoiseFree, noiseFree } from './noise-free.ts';
import { stageOf } from './rehearsal.ts';
import { type SeedBaselines, seedBaselines } from './seed-baselines.ts';

/** One seed of a workload whose baselines are to be made by a worker thread. */
export interface BaselineJob {
  readonly experiment: string;
  /** The folder of the experiment's file. */
  readonly from: string;
  readonly overrides: Overrides;
  /** What a real engine has measured of its host. */
  readonly measured?: EngineFacts;
  readonly workload: string;
  readonly seed: number;
  readonly sizes: readonly number[];
  readonly budget: number;
}

let known: { key: string; twin: Promise<NoiseFree> } | undefined;

const prepare = async ({ experiment, overrides, from, measured }: BaselineJob): Promise<NoiseFree> =>
  noiseFree((await loadExperiment(experiment, overrides, from)).experiment, measured);

/** What a worker thread does: loads the experiment once, then rehearses on its seeds. */
export default async function work(job: BaselineJob): Promise<SeedBaselines> {
  const key = JSON.stringify([job.experiment, job.from, job.overrides, job.measured]);
  if (known?.key !== key) known = { key, twin: prepare(job) };
  const twin = await known.twin;
  const workload = twin.experiment.workloads.find(({ name }) => name === job.workload)!;
  return seedBaselines(stageOf(twin, workload, job.seed), job);
}
