import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import type { PlannedTrial } from '../plan.ts';
import { StoreBroken } from '../store.ts';
import type { Job, JobDone } from '../trial-worker.ts';
import type { Running } from './run-trials.ts';

/**
 * In virtual time trials don't disturb each other, so every core runs some. Results don't depend on how many do. Ends
 * early, without a word, when told to stop; what its threads have kept by then is kept.
 */
export async function runInThreads(running: Running): Promise<void> {
  const { loaded, engine, overrides, study, store, trials, progress, live, signal, ended } = running;
  if (trials.length === 0) return;
  const threads = Math.min(running.workers ?? availableParallelism(), trials.length);
  const threadPool = running.threadPool ?? openThreads(threads);
  const size = Math.max(1, Math.min(20, Math.ceil(trials.length / (threads * 4))));
  const shares: PlannedTrial[][] = [];
  for (let at = 0; at < trials.length; at += size) shares.push(trials.slice(at, at + size));
  // No share is handed out once one has failed, and those under way are waited for: to end a thread amid a write would
  // leave half a file.
  let failed = false;
  const lane = async (): Promise<void> => {
    for (let share = shares.shift(); share && !failed; share = shares.shift())
      await runShare(share).catch(error => {
        failed = true;
        throw error;
      });
  };
  try {
    const lanes = await Promise.allSettled(Array.from({ length: threads }, lane));
    const refused = lanes.find(settled => settled.status === 'rejected');
    if (refused) throw refused.reason;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    if (!running.threadPool) await threadPool.destroy();
  }

  async function runShare(share: PlannedTrial[]): Promise<void> {
    const job: Job = {
      experiment: loaded.experiment.name,
      from: loaded.from,
      overrides,
      engine: engine.name,
      study,
      folder: store.folder,
      trials: share,
    };
    const { rows, broken }: JobDone = await threadPool.run(job, { signal });
    for (const row of rows) {
      progress.end(row);
      ended(row);
      void live?.ended(row);
    }
    if (broken) throw new StoreBroken(broken);
  }
}

/** Threads for one study's trials, to be kept where they come in rounds. */
export const openThreads = (threads = availableParallelism()): Tinypool =>
  new Tinypool({
    filename: new URL('../trial-worker.ts', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    isolateWorkers: false,
  });
