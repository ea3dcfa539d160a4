import { readFileSync } from 'node:fs';
import type { Engine } from './engine.ts';
import type { HarnessCost } from './trace.ts';
import { workProbe } from './work-probe.ts';

/**
 * Asked before each trial, with its block; the answer is called when the load begins, and its answer when it ends, and
 * tells what the harness used meanwhile and what the host did beside it.
 */
export type HostWatch = (block: number) => Promise<() => () => HarnessCost>;

/** Looks after the host of a study in real time: strangers before each trial, a work probe before each block. */
export function watchHost(engine: Engine, study: string): HostWatch {
  let probed: { block: number; probe: number } | undefined;
  return async block => {
    if (probed?.block !== block) probed = { block, probe: workProbe() };
    const { probe } = probed;
    const foreign = await engine.strangers?.(study).catch(() => undefined);
    return () => {
      const cpu = process.cpuUsage();
      const host = hostTicks();
      return () => {
        const { user, system } = process.cpuUsage(cpu);
        const steal = stolen(host, hostTicks());
        return {
          cpuMs: Math.round((user + system) / 1000),
          memoryMiB: Math.round(process.memoryUsage.rss() / 2 ** 20),
          probe,
          ...(steal === undefined ? {} : { steal }),
          ...(foreign === undefined ? {} : { foreign }),
        };
      };
    };
  };
}

interface Ticks {
  readonly all: number;
  readonly steal: number;
}

/** CPU time of this host since it was started, in ticks; undefined where the kernel does not tell (proc(5), /proc/stat). */
export function hostTicks(file = '/proc/stat'): Ticks | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  // user nice system idle iowait irq softirq steal; guest time is in user already, kernels before 2.6.11 have no steal.
  const fields = /^cpu\s+(.*)$/m.exec(text)?.[1]?.split(/\s+/).map(Number).slice(0, 8) ?? [];
  if (fields.length < 8 || !fields.every(Number.isFinite)) return undefined;
  return { all: fields.reduce((sum, ticks) => sum + ticks, 0), steal: fields[7]! };
}

/** Percent of all CPU time that a hypervisor gave to others; undefined where it is not known or no tick has passed. */
export function stolen(from: Ticks | undefined, to: Ticks | undefined): number | undefined {
  if (!from || !to || to.all <= from.all) return undefined;
  return Math.round((1e4 * (to.steal - from.steal)) / (to.all - from.all)) / 100;
}
