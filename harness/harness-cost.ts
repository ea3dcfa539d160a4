import type { HarnessCost } from './trace.ts';

/** Begins to count what the harness process uses; the answer tells it up to then. */
export function harnessCost(): () => HarnessCost {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return {
      cpuMs: Math.round((user + system) / 1000),
      memoryMiB: Math.round(process.memoryUsage.rss() / 2 ** 20),
    };
  };
}
