import type Docker from 'dockerode';
import { type Clock, type Millis, realTime } from '../../clock.ts';
import type { ContainerDriver } from '../../driver.ts';
import { type ContainerSpec, dockerDriver, type Running } from './driver.ts';

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

const started = (driver: ContainerDriver<Running>, index: number): Promise<Running> =>
  new Promise((resolve, reject) =>
    driver.start(`m${index}`, index, { ready: resolve, failed: reject, died: () => {} }),
  );

const served = (driver: ContainerDriver<Running>, handle: Running, steps: number): Promise<void> =>
  new Promise((resolve, reject) =>
    driver.serve(handle, steps, done =>
      done.ok ? resolve() : reject(new Error(`A container being measured ${done.reason}.`)),
    ),
  );

const stopped = (driver: ContainerDriver<Running>, handle: Running): Promise<string> =>
  new Promise(resolve => driver.stop(handle, resolve));

/**
 * Measures a host with twice as many containers as it has cores, all busy and without quota: what they get together
 * and how many steps that buys. Where the host shows no CPU counters, the cores are those that the engine names.
 */
export function measureCapacity(docker: Docker, spec: ContainerSpec, cores: number): Promise<Capacity> {
  return realTime.run<Capacity>(
    (clock, end) => {
      void measure(
        docker,
        { ...spec, quota: undefined, stepsPerUnit: 1, firstPort: undefined },
        cores,
        clock,
      ).then(
        capacity => end(capacity),
        error =>
          clock.after(0, () => {
            throw error;
          }),
      );
    },
    () => 'the measurement of the host',
  );
}

async function measure(docker: Docker, spec: ContainerSpec, cores: number, clock: Clock): Promise<Capacity> {
  const driver = dockerDriver(docker, spec, clock);
  const handles: Running[] = [];
  try {
    const delays: Millis[] = [];
    for (let i = 0; i < cores; i++) {
      const asked = clock.now();
      const pair = [started(driver, 2 * i + 1), started(driver, 2 * i + 2)].map(async one => {
        handles.push(await one);
        delays.push(clock.now() - asked);
      });
      const failed = (await Promise.allSettled(pair)).find(result => result.status === 'rejected');
      if (failed) throw failed.reason;
    }
    // The first spell warms the servers up and gives a first guess of their speed.
    const guess = 200_000;
    const warm = clock.now();
    await Promise.all(handles.map(handle => served(driver, handle, guess)));
    const stepsPerMs = (guess * handles.length) / (clock.now() - warm) / cores;
    const steps = Math.round(stepsPerMs * SPELL * (cores / handles.length));
    const used = await cpuTimes(handles);
    const begun = clock.now();
    await Promise.all(handles.map(handle => served(driver, handle, steps)));
    const elapsed = clock.now() - begun;
    const usedAfter = await cpuTimes(handles);
    const cpuMs = used && usedAfter ? usedAfter - used : cores * elapsed;
    delays.sort((a, b) => a - b);
    return {
      usableCores: Math.min(cores, Math.round((cpuMs / elapsed) * 100) / 100),
      stepsPerCpuMs: (steps * handles.length) / cpuMs,
      startDelay: Math.round(delays[Math.floor(delays.length / 2)]!),
    };
  } finally {
    await Promise.all(handles.map(handle => stopped(driver, handle)));
    await new Promise<void>(resolve => driver.close(resolve));
  }
}

async function cpuTimes(handles: readonly Running[]): Promise<number | undefined> {
  let sum = 0;
  for (const { counter } of handles) {
    if (!counter) return undefined;
    sum += await counter();
  }
  return sum;
}
