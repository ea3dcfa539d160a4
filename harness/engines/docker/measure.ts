import type Docker from 'dockerode';
import type { Millis } from '../../clock.ts';
import type { ContainerSpec } from './container.ts';
import type { Running } from './driver.ts';
import { type Hands, lendHands } from './hands.ts';

/** What a host gives its containers. */
export interface Capacity {
  /** Cores that many busy containers get together. */
  readonly usableCores: number;
  /** Server steps done in one millisecond of one core, with all cores busy. */
  readonly stepsPerCpuMs: number;
  /** Median time from asking for a container to its first answer, two at a time, wall milliseconds. */
  readonly startDelay: Millis;
}

/** Work handed to each container, in milliseconds of a core: long enough to last, short enough to be bearable. */
const SPELL: Millis = 1200;

/**
 * Measures a host with twice as many containers as it has cores, all busy and without quota: what they get together
 * and how many steps that buys. Where the host shows no CPU counters, the cores are those that the engine names.
 */
export function measureCapacity(
  docker: Docker,
  spec: ContainerSpec,
  cores: number,
  signal?: AbortSignal,
): Promise<Capacity> {
  return lendHands(docker, { ...spec, quota: undefined }, hands => measure(hands, cores), signal);
}

async function measure(hands: Hands, cores: number): Promise<Capacity> {
  const handles: Running[] = [];
  const delays: Millis[] = [];
  for (let i = 0; i < cores; i++) {
    const pair = await Promise.allSettled([hands.start(), hands.start()]);
    for (const one of pair) {
      if (one.status === 'rejected') throw one.reason;
      handles.push(one.value.handle);
      delays.push(one.value.took);
    }
  }
  delays.sort((a, b) => a - b);
  return {
    ...(await capacityOf(hands, handles, cores)),
    startDelay: Math.round(delays[Math.floor(delays.length / 2)]!),
  };
}

/** What these containers get together while all are busy. */
export async function capacityOf(
  { clock, work }: Hands,
  handles: readonly Running[],
  cores: number,
): Promise<Omit<Capacity, 'startDelay'>> {
  const all = (steps: number): Promise<Millis[]> => Promise.all(handles.map(handle => work(handle, steps)));
  // The first spell warms the servers up and gives a first guess of their speed.
  const guess = 200_000;
  const warm = clock.now();
  await all(guess);
  const stepsPerMs = (guess * handles.length) / (clock.now() - warm) / cores;
  const steps = Math.round(stepsPerMs * SPELL * (cores / handles.length));
  const used = await cpuTimes(handles);
  const begun = clock.now();
  await all(steps);
  const elapsed = clock.now() - begun;
  const usedAfter = await cpuTimes(handles);
  const cpuMs = used && usedAfter ? usedAfter - used : cores * elapsed;
  return {
    usableCores: Math.min(cores, Math.round((cpuMs / elapsed) * 100) / 100),
    // To the hundredth, as a manifest keeps it: a resumed study must hand out the same work.
    stepsPerCpuMs: Math.round(((steps * handles.length) / cpuMs) * 100) / 100,
  };
}

/** CPU time used so far by all of them, in milliseconds of a core; undefined where the host shows no counters. */
export async function cpuTimes(handles: readonly Running[]): Promise<number | undefined> {
  let sum = 0;
  for (const { counter } of handles) {
    if (!counter) return undefined;
    sum += await counter();
  }
  return sum;
}
