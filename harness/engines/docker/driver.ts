import type Docker from 'dockerode';
import { type Clock, deadline, type Millis, pause } from '../../clock.ts';
import type { ContainerDriver, Fate } from '../../driver.ts';
import type { CpuReading } from '../../engine.ts';
import { type Counter, counterOf } from './counter.ts';
import { hardening } from './hardening.ts';
import { fetchText, reasonOf, type Wire, wire } from './http.ts';

/** What is asked of the containers of one trial. */
export interface ContainerSpec {
  readonly image: string;
  /** Cores; undefined for all there are. */
  readonly quota: number | undefined;
  readonly memoryMiB: number;
  readonly labels: Readonly<Record<string, string>>;
  /** The first host port; undefined lets the engine choose. */
  readonly firstPort: number | undefined;
  /** Server steps for one work unit. */
  readonly stepsPerUnit: number;
}

export interface Running {
  readonly container: Docker.Container;
  readonly wire: Wire;
  readonly fate: Fate<Running>;
  readonly counter: Counter | undefined;
  cpu: CpuReading | undefined;
  /** We asked for its end, so its end is no news. */
  doomed: boolean;
}

/** An engine call that takes longer than this has failed. */
const CALL: Millis = 30_000;
/** A container that does not answer /healthz by then never will. */
const READY: Millis = 20_000;
const POLL: Millis = 10;

/** `docker create` options of a container: published on this host only, without privileges. */
export function createOptions(spec: ContainerSpec, id: string, index: number): Docker.ContainerCreateOptions {
  const hostPort = spec.firstPort === undefined ? '' : String(spec.firstPort + index - 1);
  return {
    Image: spec.image,
    Hostname: id,
    Labels: { ...spec.labels, 'dockerawm.container': id },
    ExposedPorts: { '80/tcp': {} },
    HostConfig: {
      ...hardening,
      Memory: spec.memoryMiB * 1024 * 1024,
      MemorySwap: spec.memoryMiB * 1024 * 1024,
      ...(spec.quota === undefined ? {} : { NanoCpus: Math.round(spec.quota * 1e9) }),
      PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: hostPort }] },
    },
  };
}

/** Containers on a Docker engine, through dockerode. Promises are turned into the driver's calls here. */
export function dockerDriver(docker: Docker, spec: ContainerSpec, clock: Clock): ContainerDriver<Running> {
  const running = new Map<string, Running>();
  const watching = new AbortController();
  const burials = new Set<Promise<void>>();
  const watched = watchDeaths(docker, spec, watching.signal, id => {
    const dead = running.get(id);
    if (dead) bury(dead);
  });
  readCounters();

  async function start(id: string, index: number, fate: Fate<Running>): Promise<Running> {
    await watched;
    const container = await docker.createContainer({
      ...createOptions(spec, id, index),
      abortSignal: deadline(CALL),
    });
    try {
      await container.start({ abortSignal: deadline(CALL) });
      const { State, NetworkSettings } = await container.inspect({ abortSignal: deadline(CALL) });
      const port = Number(NetworkSettings.Ports['80/tcp']?.[0]?.HostPort);
      const line = wire(port);
      await answers(container, line);
      const counter = await counterOf(State.Pid);
      return { container, wire: line, fate, counter, cpu: undefined, doomed: false };
    } catch (cause) {
      const last = await lastWords(container);
      await container.remove({ force: true, v: true }).catch(() => {});
      throw new Error(`Container ${id} of image ${spec.image} did not start: ${reasonOf(cause)}.${last}`, {
        cause,
      });
    }
  }

  /** It came to an end by itself: tells how, keeps its last words, removes it. */
  function bury(dead: Running): void {
    if (dead.doomed) return;
    dead.doomed = true;
    const burial = inter(dead).finally(() => burials.delete(burial));
    burials.add(burial);
  }

  async function inter(dead: Running): Promise<void> {
    running.delete(dead.container.id);
    dead.wire.agent.destroy();
    let exit = 'died, and the engine does not say how';
    try {
      const { State } = await dead.container.inspect({ abortSignal: deadline(CALL) });
      exit = `died with exit code ${State.ExitCode}${State.OOMKilled ? ' (out of memory)' : ''}`;
    } catch {
      // removed by somebody else, or the engine is gone
    }
    const last = await lastWords(dead.container);
    dead.fate.died(`${exit}.${last}`);
    await dead.container.remove({ force: true, v: true, abortSignal: deadline(CALL) }).catch(() => {});
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
        error => fate.failed(error),
      );
    },
    serve: (handle, work, done) => {
      const steps = Math.round(work * spec.stepsPerUnit);
      fetchText(handle.wire, `/work?units=${steps}`).then(
        () => done({ ok: true }),
        async error => {
          // The news of a death comes by another way and may be slower: ask, or its next request would be lost too.
          if (await isRunning(handle.container)) done({ ok: false, reason: reasonOf(error) });
          else bury(handle);
        },
      );
    },
    stop: (handle, stopped) => {
      handle.doomed = true;
      running.delete(handle.container.id);
      handle.wire.agent.destroy();
      remove(handle.container).then(stopped);
    },
    cpu: handle => handle.cpu,
    harm: (handle, harm) => {
      const { container } = handle;
      const act = {
        kill: () => container.kill(),
        pause: () => container.pause(),
        resume: () => container.unpause(),
      };
      act[harm]().catch(() => {}); // it may have died meanwhile: then the harm is done
    },
    close: closed => {
      watching.abort();
      Promise.allSettled([watched, ...burials]).then(() => closed());
    },
  };
}

/** Waits until the server answers; a container that has already ended is not waited for. */
export async function answers(container: Docker.Container, line: Wire): Promise<void> {
  const patience = deadline(READY);
  for (let tries = 1; ; tries++) {
    try {
      await fetchText(line, '/healthz', patience);
      return;
    } catch (error) {
      if (patience.aborted)
        throw new Error(`no answer from /healthz within ${READY / 1000} s, last ${reasonOf(error)}`);
      if (tries % 20 === 0 && !(await isRunning(container))) throw new Error('it ended at once');
      await pause(POLL);
    }
  }
}

const isRunning = async (container: Docker.Container): Promise<boolean> => {
  try {
    return (await container.inspect({ abortSignal: deadline(CALL) })).State.Running;
  } catch {
    return false;
  }
};

/** Removes whatever it is doing; an already removed one is fine. */
export async function remove(container: Docker.Container): Promise<string> {
  for (let tries = 1; ; tries++) {
    try {
      await container.remove({ force: true, v: true, abortSignal: deadline(CALL) });
      return 'removed';
    } catch (error) {
      const gone = error instanceof Error && 'statusCode' in error && error.statusCode === 404;
      if (gone) return 'removed';
      if (tries === 3) return `could not be removed: ${reasonOf(error)}`;
      await pause(500);
    }
  }
}

/** Its last 20 log lines, to end a sentence with; empty when there are none. */
async function lastWords(container: Docker.Container): Promise<string> {
  try {
    const log = await container.logs({ stdout: true, stderr: true, tail: 20, abortSignal: deadline(CALL) });
    const lines = textOf(log).trim();
    return lines ? ` Its last words: ${lines.slice(-2000)}` : ' It left no log.';
  } catch {
    return '';
  }
}

/** The text of a log without terminal: frames of 8 bytes, whose last four tell the length, then that many bytes. */
function textOf(log: Buffer): string {
  let text = '';
  for (let at = 0; at + 8 <= log.length; ) {
    const length = log.readUInt32BE(at + 4);
    text += log.toString('utf8', at + 8, at + 8 + length);
    at += 8 + length;
  }
  return text;
}

/** Calls `died` with the id of every container of the trial that ends. */
async function watchDeaths(
  docker: Docker,
  spec: ContainerSpec,
  signal: AbortSignal,
  died: (id: string) => void,
): Promise<void> {
  const label = Object.entries(spec.labels).map(([key, value]) => `${key}=${value}`);
  const filters = JSON.stringify({ type: ['container'], event: ['die'], label });
  const events = await docker.getEvents({ filters, abortSignal: signal });
  let rest = '';
  events.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const event: { Actor?: { ID?: string } } = line ? JSON.parse(line) : {};
      if (event.Actor?.ID) died(event.Actor.ID);
    }
  });
  events.on('error', () => {}); // the engine went away: calls fail, and say so
}
