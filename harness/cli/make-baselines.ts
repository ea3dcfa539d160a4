import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import type { BaselineJob } from '../baselines/baseline-worker.ts';
import { effortFor } from '../baselines/effort.ts';
import { gather } from '../baselines/gather.ts';
import type { SeedBaselines } from '../baselines/seed-baselines.ts';
import type { Engine, EngineFacts } from '../engine.ts';
import { profileFor } from '../engines/simulated.ts';
import { armLabel } from '../experiment.ts';
import type { Loaded, Overrides } from '../experiment-file.ts';
import type { KeptBaselines } from '../store.ts';

/**
 * Makes the baselines of a study in virtual time, before its first trial (METHOD, rule 16): every static size, every arm
 * and the oracle, without noise, on all cores. Undefined, with a word about why, where they cannot be had.
 */
export async function makeBaselines(
  {
    loaded,
    overrides,
    engine,
    facts,
  }: { loaded: Loaded; overrides: Overrides; engine: Engine; facts: EngineFacts },
  { signal, workers }: { signal: AbortSignal; workers: number | undefined },
): Promise<KeptBaselines | undefined> {
  const { experiment } = loaded;
  const effort = effortFor(experiment, engine.time.virtual ? 'virtual' : 'real');
  if (!effort) {
    console.log('No baselines: rehearsing all sizes would take longer than the study is worth.');
    return undefined;
  }
  const jobs = effort.stages.map(
    (stage): BaselineJob => ({
      experiment: experiment.name,
      from: loaded.from,
      overrides,
      ...(engine.time.virtual ? {} : { measured: facts }),
      ...stage,
      sizes: effort.sizes,
      budget: effort.budget,
    }),
  );
  const threads = Math.min(workers ?? availableParallelism(), jobs.length);
  const pool = new Tinypool({
    filename: new URL('../baselines/baseline-worker.ts', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    isolateWorkers: false,
  });
  let found: SeedBaselines[];
  try {
    found = await Promise.all(jobs.map((job): Promise<SeedBaselines> => pool.run(job, { signal })));
  } catch (error) {
    if (signal.aborted) throw error;
    console.log(`No baselines: ${error instanceof Error ? error.message : error}`);
    return undefined;
  } finally {
    await pool.destroy();
  }
  const elastic = experiment.arms.filter(arm => !arm.controller.passive).map(armLabel);
  const workloads = experiment.workloads.map(({ name }) =>
    gather(
      name,
      found.filter(one => one.workload === name),
      { elastic },
    ),
  );
  const { source } = profileFor(experiment.settings);
  return { format: 1, baselines: { profile: source, workloads }, seeds: found };
}

/** What was found, in one sentence. */
export function baselinesSentence({ baselines }: KeptBaselines): string {
  const { workloads } = baselines;
  const evaluations = workloads.reduce((sum, { oracle }) => sum + oracle.evaluations, 0);
  const brackets = workloads.flatMap(one => one.brackets);
  const named = brackets.map(
    ({ arm, below, above, peak }) =>
      `${arm} between static ${below ?? 'none'} and ${above ?? 'none'}, peak ${peak}`,
  );
  return `Baselines in virtual time (${evaluations} rehearsals): ${named.length > 0 ? `at equal cost ${[...new Set(named)].join('; ')}` : 'no arm is elastic'}.`;
}
