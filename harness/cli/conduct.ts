import { EngineUnfit } from '../engine.ts';
import { keptRows } from '../kept.ts';
import { metricCatalogue } from '../metric-catalogue.ts';
import { rounds } from '../plan.ts';
import type { Live } from '../report/live/open.ts';
import { type Results, readResults } from '../results.ts';
import { stoppingSentence } from '../stopping.ts';
import { type Store, StoreBroken, tidy } from '../store.ts';
import { summarise } from '../summarise.ts';
import type { Stopping, TrialRow } from '../summary.ts';
import { type Begun, begin, type Wishes } from './begin.ts';
import { endForReaders, openForReaders } from './live.ts';
import { baselinesSentence } from './make-baselines.ts';
import { expectedSeconds, minutes, promise } from './plan-text.ts';
import { Progress } from './progress.ts';
import { type Interrupted, resume } from './resume.ts';
import { runInThreads } from './run-in-threads.ts';
import { runInTurn } from './run-in-turn.ts';
import { MOST_SEEDS, runUntil } from './run-until.ts';
import { stopOnSignals } from './signals.ts';

export interface Conducting extends Wishes {
  /** Its page is served while it runs. */
  readonly live?: boolean;
  /** False: measured only; `npm run report` draws its page another time. */
  readonly page?: boolean;
  readonly workers: number | undefined;
  readonly force: boolean;
  /** The study to go on with; a new one where there is none. */
  readonly interrupted: Interrupted | undefined;
  /** What an experiment has to say of its own results, before the page is drawn. */
  readonly beside?: (results: Results, store: Store) => Promise<void>;
}

/** Conducts a study from its first line on the terminal to its page, and sets the exit code. */
export async function conduct(wishes: Conducting): Promise<void> {
  const { loaded, engine, interrupted } = wishes;
  console.log(loaded.experiment.question);
  const stop = stopOnSignals(loaded.experiment.settings.startsAtOnce);
  let live: Live | undefined;
  try {
    const begun = await (interrupted ? resume(wishes, interrupted, stop.signal) : begin(wishes, stop.signal));
    live = wishes.live ? await openForReaders(begun.store.folder, loaded.experiment.timeScale) : undefined;
    await complete(wishes, begun, { signal: stop.signal, live });
  } catch (error) {
    live?.close();
    if (!stop.signal.aborted) throw error;
    console.error('Stopped before the first trial.');
    process.exitCode = 130;
  } finally {
    await engine.close?.();
    stop.release();
  }
  if (live) await endForReaders(live, { stopped: stop.signal.aborted });
}

/** Runs what the study lacks, then tells what it says. */
async function complete(
  wishes: Conducting,
  { store, manifest, facts, loaded, overrides, baselines }: Begun,
  { signal, live }: { signal: AbortSignal; live: Live | undefined },
): Promise<void> {
  const { engine, out, workers } = wishes;
  const { experiment } = loaded;
  const { study, declared } = manifest;
  let trials = manifest.plan;
  let stopping: Stopping | undefined;
  console.log(
    `${experiment.stopping ? `At first ${trials.length}` : trials.length} trials on ${engine.name}. ${promise(experiment)}`,
  );
  if (baselines) console.log(baselinesSentence(baselines));
  const metrics = await metricCatalogue(experiment);
  const rows = new Map<string, TrialRow>();
  const take = (row: TrialRow): void => void rows.set(row.trial, row);
  keptRows(store.folder, trials, { experiment, metrics }).forEach(take);
  const missing = trials.filter(({ trial }) => !rows.has(trial));
  if (rows.size > 0)
    console.log(
      `${rows.size} of them have ended already; ${missing.length} ${missing.length === 1 ? 'is' : 'are'} missing.`,
    );
  if (!engine.time.virtual && missing.length > 0) {
    console.log(
      `The host gives ${facts.usableCores} cores: ${facts.quota.toFixed(2)} of a core a container; the load takes about ${minutes(expectedSeconds(experiment, missing))}.`,
    );
  }
  await live?.begin([...rows.values()]);
  const progress = new Progress(trials.length, experiment.timeScale, rows.size);
  const run = engine.time.virtual ? runInThreads : runInTurn;
  const setting = { loaded, overrides, engine, facts, study, store, metrics, progress, workers };
  let trouble: string | undefined;
  try {
    if (experiment.stopping) {
      // A resumed study may have gone beyond its listed seeds already.
      keptRows(store.folder, rounds(experiment).take(MOST_SEEDS).toArray().flat(), {
        experiment,
        metrics,
      }).forEach(take);
      ({ trials, stopping } = await runUntil(run, { ...setting, live, signal }, rows));
    } else await run({ ...setting, live, trials: missing, signal, ended: take });
  } catch (error) {
    if (!(error instanceof EngineUnfit || error instanceof StoreBroken)) throw error;
    trouble = error.message;
  }
  await engine.close?.();
  // A thread that was stopped may have kept trials whose rows it could not hand over any more.
  const lost = trials.filter(({ trial }) => !rows.has(trial));
  keptRows(store.folder, lost, { experiment, metrics }).forEach(take);
  const inOrder = trials.flatMap(({ trial }) => rows.get(trial) ?? []);
  try {
    // A thread that was stopped may have left half a file as well.
    if (signal.aborted) tidy(store.folder);
    if (trouble !== undefined || signal.aborted)
      store.note('study.stopped', { note: trouble ?? 'The study was told to stop.' });
    const summary = summarise(declared, trials.length, inOrder, metrics, {
      facts,
      changed: manifest.resumed.flatMap(({ forced = [] }) => forced),
      ...(stopping ? { stopping } : {}),
      ...(baselines ? { baselines: baselines.baselines } : {}),
    });
    const results = readResults(store.folder, summary);
    store.summary(summary, trial => results.trace(trial));
    progress.done();
    if (stopping) console.log(stoppingSentence(stopping));
    console.log(`\n${summary.headline}`);
    for (const { what, advice } of summary.warnings) console.log(`! ${what} ${advice}`);
    if (inOrder.length > 0) {
      await wishes.beside?.(readResults(store.folder), store);
      if (wishes.page !== false) await drawPages(store.folder, out);
    }
    if (trouble === undefined && !signal.aborted) store.note('study.ended');
  } catch (error) {
    if (!(error instanceof StoreBroken)) throw error;
    trouble ??= error.message;
  }
  if (trouble !== undefined)
    console.error(
      `${trouble} ${inOrder.length} of ${trials.length} trials are kept; mend it and add --resume.`,
    );
  const bad = inOrder.some(row => row.state === 'failed' || row.state === 'invalid');
  const short = inOrder.length < trials.length;
  process.exitCode = signal.aborted ? 130 : bad || short || trouble !== undefined ? 1 : 0;
}

async function drawPages(folder: string, out: string): Promise<void> {
  const [{ writeReport }, { writeCatalogue }] = await Promise.all([
    import('../report/write.ts'),
    import('../report/catalogue.ts'),
  ]);
  console.log(`Page: ${await writeReport(readResults(folder))}`);
  console.log(`All studies: ${await writeCatalogue(out)}`);
}
