import type Docker from 'dockerode';
import { type Clock, type Millis, realTime } from '../../clock.ts';
import type { ContainerSpec } from './container.ts';
import { dockerDriver, type Running } from './driver.ts';

/** A server that takes longer over what is measured does not do the work it is asked for. */
const MOST: Millis = 60_000;

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
  signal?: AbortSignal,
): Promise<T> {
  return realTime.run<T>(
    (clock, end) => {
      const fail = (error: unknown): void => {
        clock.after(0, () => {
          throw error;
        });
      };
      const counted = { ...spec, stepsPerUnit: 1, firstPort: undefined };
      void inHand(docker, counted, { clock, measure, signal }).then(end, fail);
    },
    () => 'a measurement of the host',
  );
}

async function inHand<T>(
  docker: Docker,
  spec: ContainerSpec,
  {
    clock,
    measure,
    signal,
  }: { clock: Clock; measure: (hands: Hands) => Promise<T>; signal: AbortSignal | undefined },
): Promise<T> {
  const given = Promise.withResolvers<never>();
  given.promise.catch(() => {}); // told to whoever waits at the time
  const giveUp = (): void => given.reject(signal?.reason);
  signal?.addEventListener('abort', giveUp);
  const driver = dockerDriver(docker, spec, clock, error => given.reject(error));
  const running = new Set<Running>();
  let count = 0;
  const timed = async (act: Promise<unknown>): Promise<Millis> => {
    const asked = clock.now();
    const cancel = clock.after(MOST, () =>
      given.reject(
        new Error(`Image ${spec.image}: expected an answer to /work within ${MOST / 1000} s, found silence.`),
      ),
    );
    await Promise.race([given.promise, act]);
    cancel();
    return clock.now() - asked;
  };
  const stop = (handle: Running): Promise<Millis> => {
    running.delete(handle);
    const asked = clock.now();
    return new Promise(resolve => driver.stop(handle, () => resolve(clock.now() - asked)));
  };
  try {
    return await measure({
      clock,
      start: async () => {
        signal?.throwIfAborted();
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
    signal?.removeEventListener('abort', giveUp);
    await Promise.all([...running].map(stop));
    await new Promise<void>(resolve => driver.close(resolve));
  }
}
