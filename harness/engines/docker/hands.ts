import type Docker from 'dockerode';
import { type Clock, type Millis, realTime } from '../../clock.ts';
import { type ContainerSpec, dockerDriver, type Running } from './driver.ts';

/** A driver's calls as promises, each with the time it took: for measurements, which do one thing after another. */
export interface Hands {
  readonly clock: Clock;
  start(): Promise<{ handle: Running; took: Millis }>;
  /** Hands `steps` server steps to a container and waits for the answer. */
  work(handle: Running, steps: number): Promise<Millis>;
  stop(handle: Running): Promise<Millis>;
}

/**
 * Lends `measure` hands on containers of that spec, whose work is counted in server steps. What it leaves running is
 * removed before its answer, or its error, is passed on.
 */
export function lendHands<T>(
  docker: Docker,
  spec: ContainerSpec,
  measure: (hands: Hands) => Promise<T>,
): Promise<T> {
  return realTime.run<T>(
    (clock, end) => {
      const fail = (error: unknown): void => {
        clock.after(0, () => {
          throw error;
        });
      };
      void inHand(docker, { ...spec, stepsPerUnit: 1, firstPort: undefined }, clock, measure).then(end, fail);
    },
    () => 'a measurement of the host',
  );
}

async function inHand<T>(
  docker: Docker,
  spec: ContainerSpec,
  clock: Clock,
  measure: (hands: Hands) => Promise<T>,
): Promise<T> {
  const driver = dockerDriver(docker, spec, clock);
  const running = new Set<Running>();
  let count = 0;
  const timed = async (act: Promise<unknown>): Promise<Millis> => {
    const asked = clock.now();
    await act;
    return clock.now() - asked;
  };
  const stop = (handle: Running): Promise<Millis> => {
    running.delete(handle);
    return timed(new Promise(resolve => driver.stop(handle, resolve)));
  };
  try {
    return await measure({
      clock,
      start: async () => {
        const index = ++count;
        const asked = clock.now();
        const handle = await new Promise<Running>((ready, failed) =>
          driver.start(`m${index}`, index, { ready, failed, died: () => {} }),
        );
        running.add(handle);
        return { handle, took: clock.now() - asked };
      },
      work: (handle, steps) =>
        timed(
          new Promise<void>((resolve, reject) =>
            driver.serve(handle, steps, served =>
              served.ok ? resolve() : reject(new Error(`A container being measured ${served.reason}.`)),
            ),
          ),
        ),
      stop,
    });
  } finally {
    await Promise.all([...running].map(stop));
    await new Promise<void>(resolve => driver.close(resolve));
  }
}
