import type Docker from 'dockerode';
import { type Clock, deadline, type Millis, pause } from '../../clock.ts';
import type { ContainerDriver, Fate } from '../../driver.ts';
import { type CpuReading, EngineLost } from '../../engine.ts';
import { asked, CALL } from './call.ts';
import { bringUp, type ContainerSpec, isRunning, remove, type Up } from './container.ts';
import { watchDeaths } from './deaths.ts';
import { BadAnswer, fetchText, reasonOf } from './http.ts';
import { lastWords } from './last-words.ts';

/** A container whose connection broke and that neither answers nor is said to be dead by then is taken for dead. */
const DYING: Millis = 3_000;

export interface Running extends Up {
  readonly fate: Fate<Running>;
  cpu: CpuReading | undefined;
  /** We asked for its end, so its end is no news. */
  doomed: boolean;
}

/**
 * Containers on a Docker engine, through dockerode. Promises are turned into the driver's calls here. `lost` hears, once,
 * that the engine went away; nothing it was asked for can be relied on then.
 */
export function dockerDriver(
  docker: Docker,
  spec: ContainerSpec,
  clock: Clock,
  lost: (error: EngineLost) => void = () => {},
): ContainerDriver<Running> {
  const running = new Map<string, Running>();
  const watching = new AbortController();
  const burials = new Set<Promise<void>>();
  let away: EngineLost | undefined;
  const lose = (error: EngineLost): void => {
    if (away) return;
    away = error;
    lost(error);
  };
  const watched = watchDeaths(docker, spec.labels, {
    signal: watching.signal,
    died: id => {
      const dead = running.get(id);
      if (dead) bury(dead);
    },
    lost: lose,
  });
  watched.catch(() => {}); // whoever starts a container is told
  readCounters();

  async function start(id: string, index: number, fate: Fate<Running>): Promise<Running> {
    await watched;
    return { ...(await bringUp(docker, spec, id, index)), fate, cpu: undefined, doomed: false };
  }

  /** It came to an end by itself: tells how, keeps its last words, removes it. */
  function bury(dead: Running, suspicion = 'died'): void {
    if (dead.doomed) return;
    dead.doomed = true;
    const burial = inter(dead, suspicion).finally(() => burials.delete(burial));
    burials.add(burial);
  }

  async function inter(dead: Running, suspicion: string): Promise<void> {
    running.delete(dead.container.id);
    dead.wire.agent.destroy();
    let exit = 'died, and the engine does not say how';
    try {
      if (away) throw away;
      const { State } = await asked(abortSignal => dead.container.inspect({ abortSignal }));
      exit = State.Running
        ? suspicion
        : `died with exit code ${State.ExitCode}${State.OOMKilled ? ' (out of memory)' : ''}`;
    } catch (error) {
      if (error instanceof EngineLost) lose(error);
      // else removed by somebody else
    }
    const last = away ? '' : await lastWords(dead.container);
    dead.fate.died(`${exit}.${last}`);
    await removed(dead);
  }

  /**
   * Does a container that did not serve its request live on? Only if it answers now: the news of a death comes by another
   * way and may be slower than a connection that breaks, and its next request would be lost too.
   */
  async function lives(handle: Running, error: unknown): Promise<boolean> {
    if (error instanceof BadAnswer) return true;
    const patience = deadline(DYING);
    while (!handle.doomed && !away) {
      try {
        await fetchText(handle.wire, '/healthz', patience);
        return true;
      } catch {
        if (patience.aborted || !(await isRunning(handle.container).catch(lose))) return false;
      }
      await pause(50);
    }
    return false;
  }

  async function removed({ container }: Running): Promise<string> {
    // An engine that has just gone is not waited for: what it still has is removed when it is back.
    const exit = await remove(container, away ? 1_000 : CALL);
    if (exit !== 'removed') lose(new EngineLost(`A container ${exit}`));
    return exit;
  }

  function readCounters(): void {
    // A tenth of a second is enough for every checker here, and costs under 1 % of a core with 16 containers.
    clock.after(100, () => {
      for (const one of running.values()) {
        one.counter?.().then(
          usedMs => {
            one.cpu = { usedMs, at: clock.now() };
          },
          () => {},
        );
      }
      if (!watching.signal.aborted) readCounters();
    });
  }

  return {
    start: (id, index, fate) => {
      start(id, index, fate).then(
        handle => {
          running.set(handle.container.id, handle);
          fate.ready(handle);
        },
        error => {
          if (error instanceof EngineLost) lose(error);
          fate.failed(error);
        },
      );
    },
    serve: (handle, work, done) => {
      const steps = Math.round(work * spec.stepsPerUnit);
      fetchText(handle.wire, `/work?units=${steps}`).then(
        () => done({ ok: true }),
        async error => {
          if (await lives(handle, error)) done({ ok: false, reason: reasonOf(error) });
          else bury(handle, `no longer answers (${reasonOf(error)})`);
        },
      );
    },
    stop: (handle, stopped) => {
      handle.doomed = true;
      running.delete(handle.container.id);
      handle.wire.agent.destroy();
      removed(handle).then(stopped);
    },
    cpu: handle => handle.cpu,
    harm: (handle, harm) => {
      const { container } = handle;
      const act = {
        kill: (abortSignal: AbortSignal) => container.kill({ abortSignal }),
        pause: (abortSignal: AbortSignal) => container.pause({ abortSignal }),
        resume: (abortSignal: AbortSignal) => container.unpause({ abortSignal }),
      };
      asked<unknown>(act[harm]).catch(() => {}); // it may have died meanwhile: then the harm is done
    },
    close: closed => {
      watching.abort();
      Promise.allSettled([watched, ...burials]).then(() => closed());
    },
  };
}
