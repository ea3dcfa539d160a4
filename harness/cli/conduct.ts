import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Tinypool } from 'tinypool';
import { today } from '../clock.ts';
import { declare, detectableBefore, hashOf } from '../declaration.ts';
import type { Engine, EngineFacts } from '../engine.ts';
import type { Loaded, Overrides } from '../experiment-file.ts';
import { codeFacts, hostFacts } from '../host.ts';
import { watchHost } from '../host-watch.ts';
import type { Manifest } from '../manifest.ts';
import { metricCatalogue } from '../metric-catalogue.ts';
import { type PlannedTrial, plan } from '../plan.ts';
import { readResults } from '../results.ts';
import { openStore, type Store } from '../store.ts';
import { runPlanned } from '../study.ts';
import { summarise } from '../summarise.ts';
import type { TrialRow } from '../summary.ts';
import type { Job } from '../trial-worker.ts';
import { expectedSeconds, minutes, promise } from './plan-text.ts';
import { Progress } from './progress.ts';
import { stopOnSignals } from './signals.ts';

const reports = fileURLToPath(new URL('../../reports/', import.meta.url));

export interface Conducting {
  readonly loaded: Loaded;
  readonly engine: Engine;
  readonly overrides: Overrides;
  readonly quick: boolean;
  readonly workers: number | undefined;
}

/** Conducts a study from its first line on the terminal to its page, and sets the exit code. */
export async function conduct({ loaded, engine, overrides, quick, workers }: Conducting): Promise<void> {
  const { experiment } = loaded;
  const trials = plan(experiment);
  const began = today();
  const study = began.toISOString().slice(0, 19).replaceAll(':', '-');
  const folder = `${reports}${experiment.name}/${study}`;
  console.log(`Results: reports/${experiment.name}/${study}`);
  console.log(experiment.question);
  console.log(`${trials.length} trials on ${engine.name}. ${promise(experiment)}`);
  const stop = stopOnSignals();
  const facts = await engine.prepare(experiment.settings, experiment.timeScale);
  if (!engine.time.virtual) {
    console.log(
      `The host gives ${facts.usableCores} cores: ${facts.quota.toFixed(2)} of a core a container; the load takes about ${minutes(expectedSeconds(experiment, trials))}.`,
    );
  }
  const store = openStore(folder);
  const declared = declare(experiment);
  const manifest: Manifest = {
    format: 1,
    study,
    startedAt: began.toISOString(),
    command: `npm run experiment -- ${process.argv.slice(2).join(' ')}`,
    declared,
    declaredHash: hashOf(declared),
    source: { file: loaded.file, sha256: loaded.sha256, text: loaded.text },
    code: await codeFacts(),
    engine: { name: engine.name, facts },
    host: hostFacts(),
    plan: trials,
    detectable: detectableBefore(experiment),
    quick,
  };
  store.manifest(manifest);
  const progress = new Progress(trials.length, experiment.timeScale);
  const rows = engine.time.virtual
    ? await inThreads({ loaded, engine, overrides, study, store, trials, progress, workers })
    : await inTurn({ loaded, engine, facts, study, store, trials, progress, signal: stop.signal });
  const stopped = stop.signal.aborted;
  stop.release();
  await engine.close?.();
  const summary = summarise(declared, trials.length, rows, await metricCatalogue(experiment), { facts });
  const results = readResults(folder, summary);
  store.summary(summary, trial => results.trace(trial));
  progress.done();
  console.log(`\n${summary.headline}`);
  for (const { what, advice } of summary.warnings) console.log(`! ${what} ${advice}`);
  if (rows.length > 0) {
    const [{ writeReport }, { writeCatalogue }] = await Promise.all([
      import('../report/write.ts'),
      import('../report/catalogue.ts'),
    ]);
    console.log(`Page: ${await writeReport(readResults(folder))}`);
    console.log(`All studies: ${await writeCatalogue(reports)}`);
  }
  const bad = rows.filter(row => row.state === 'failed' || row.state === 'invalid');
  process.exitCode = stopped ? 130 : bad.length > 0 || rows.length < trials.length ? 1 : 0;
}

interface Running {
  loaded: Loaded;
  engine: Engine;
  study: string;
  store: Store;
  trials: readonly PlannedTrial[];
  progress: Progress;
}

/** One trial after the other, as containers on one host must be. */
async function inTurn(running: Running & { facts: EngineFacts; signal: AbortSignal }): Promise<TrialRow[]> {
  const { loaded, engine, facts, study, store, trials, progress, signal } = running;
  const { experiment } = loaded;
  const metrics = await metricCatalogue(experiment);
  const rows: TrialRow[] = [];
  const hostWatch = watchHost(engine, study);
  for (const planned of trials) {
    if (signal.aborted) break;
    progress.begin(planned);
    try {
      const watch = progress.watch();
      rows.push(
        await runPlanned(
          { experiment, engine, facts, study, store, metrics, signal, watch, hostWatch },
          planned,
        ),
      );
    } catch (error) {
      if (!signal.aborted) throw error;
      store.note(`${planned.trial} was cut off: ${error instanceof Error ? error.message : error}`);
      break;
    }
    progress.end(rows.at(-1)!);
  }
  return rows;
}

/** In virtual time trials don't disturb each other, so every core runs some. Results don't depend on how many do. */
async function inThreads(
  running: Running & { overrides: Overrides; workers: number | undefined },
): Promise<TrialRow[]> {
  const { loaded, engine, overrides, study, store, trials, progress } = running;
  const threads = Math.min(running.workers ?? availableParallelism(), trials.length);
  const threadPool = new Tinypool({
    filename: new URL('../trial-worker.ts', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    isolateWorkers: false,
  });
  const size = Math.max(1, Math.min(20, Math.ceil(trials.length / (threads * 4))));
  const shares: PlannedTrial[][] = [];
  for (let at = 0; at < trials.length; at += size) shares.push(trials.slice(at, at + size));
  try {
    const answers = await Promise.all(
      shares.map(async share => {
        const job: Job = {
          experiment: loaded.experiment.name,
          overrides,
          engine: engine.name,
          study,
          folder: store.folder,
          trials: share,
        };
        const rows: TrialRow[] = await threadPool.run(job);
        for (const row of rows) progress.end(row);
        return rows;
      }),
    );
    return answers.flat();
  } finally {
    await threadPool.destroy();
  }
}
