import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import type { Queue } from './queue.ts';

/** Runs independent replications on all cores. */
export async function replications(
  queue: Queue,
  count: number,
): Promise<{ waits: number[]; responses: number[] }> {
  const threads = Math.min(availableParallelism(), 8);
  const workers = new Tinypool({
    filename: new URL('./queue-worker.ts', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    isolateWorkers: false,
  });
  try {
    const all = await Promise.all(
      Array.from({ length: count }, (_, i) => workers.run({ queue, replication: i + 1 })),
    );
    return { waits: all.map(one => one.wait), responses: all.map(one => one.response) };
  } finally {
    await workers.destroy();
  }
}
