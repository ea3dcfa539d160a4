import type Docker from 'dockerode';
import { deadline, type Millis, pause } from '../../clock.ts';
import { EngineLost, EngineUnfit } from '../../engine.ts';
import { asked, CALL, isMissing } from './call.ts';
import { type Counter, counterOf } from './counter.ts';
import { hardening } from './hardening.ts';
import { fetchText, reasonOf, type Wire, wire } from './http.ts';
import { labelled } from './labels.ts';
import { lastWords } from './last-words.ts';

/** What is asked of the containers of one trial. */
export interface ContainerSpec {
  readonly image: string;
  /** Cores; undefined for all there are. */
  readonly quota: number | undefined;
  readonly memoryMiB: number;
  /** How long its server may take until it answers /healthz; undefined for 20 seconds. */
  readonly readyWithin?: Millis | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** The first host port; undefined lets the engine choose. */
  readonly firstPort: number | undefined;
  /** Server steps for one work unit. */
  readonly stepsPerUnit: number;
}

/** A container whose server answers. */
export interface Up {
  readonly container: Docker.Container;
  readonly wire: Wire;
  readonly counter: Counter | undefined;
}

/** A container that does not answer /healthz by then never will, unless the experiment knows better. */
const READY: Millis = 20_000;
const POLL: Millis = 10;

/** `docker create` options of a container: published on this host only, without privileges. */
export function createOptions(spec: ContainerSpec, id: string, index: number): Docker.ContainerCreateOptions {
  const hostPort = spec.firstPort === undefined ? '' : String(spec.firstPort + index - 1);
  return {
    Image: spec.image,
    Hostname: id,
    Labels: labelled({ ...spec.labels, 'dockerawm.container': id }),
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

/** Creates and starts a container and waits for its first answer. Leaves nothing when that fails. */
export async function bringUp(docker: Docker, spec: ContainerSpec, id: string, index: number): Promise<Up> {
  let container: Docker.Container | undefined;
  try {
    const made = await asked(abortSignal =>
      docker.createContainer({ ...createOptions(spec, id, index), abortSignal }),
    );
    container = made;
    await asked(abortSignal => made.start({ abortSignal }));
    const { State, NetworkSettings } = await asked(abortSignal => made.inspect({ abortSignal }));
    const line = wire(Number(NetworkSettings.Ports['80/tcp']?.[0]?.HostPort));
    await answers(made, line, spec.readyWithin);
    return { container: made, wire: line, counter: await counterOf(State.Pid) };
  } catch (cause) {
    const last = container && !(cause instanceof EngineLost) ? await lastWords(container) : '';
    if (container) await remove(container, cause instanceof EngineLost ? 1000 : CALL);
    throw startFailure(cause, spec, { id, index, last });
  }
}

/** Why a start failed, and whether another could do better. */
function startFailure(
  cause: unknown,
  spec: ContainerSpec,
  { id, index, last }: { id: string; index: number; last: string },
): unknown {
  if (cause instanceof EngineLost) return cause;
  const reason = reasonOf(cause).trim();
  if (isMissing(cause) && /no such image/i.test(reason))
    return new EngineUnfit(
      `Engine docker: expected image ${spec.image}, found that it is gone; "npm run setup" makes the project's own again.`,
      { cause },
    );
  if (spec.firstPort !== undefined && /already allocated|address already in use/.test(reason))
    return new EngineUnfit(
      `Engine docker: expected port ${spec.firstPort + index - 1} of 127.0.0.1 to be free for container ${id}, found it taken; free it, or choose another settings.firstPort or none.`,
      { cause },
    );
  return new Error(
    `Container ${id} of image ${spec.image} did not start: ${reason.replace(/\.$/, '')}.${last}`,
    {
      cause,
    },
  );
}

/** Waits until the server answers; a container that has already ended is not waited for. */
export async function answers(container: Docker.Container, line: Wire, within = READY): Promise<void> {
  const patience = deadline(within);
  let last = 'none at all';
  for (let tries = 1; ; tries++) {
    try {
      await fetchText(line, '/healthz', patience);
      return;
    } catch (error) {
      if (patience.aborted)
        throw new Error(
          `no answer from /healthz within ${within / 1000} s (settings.readyWithin), last ${last}`,
        );
      last = reasonOf(error);
      if (tries % 20 === 0 && !(await isRunning(container))) throw new Error('it ended at once');
      await pause(POLL);
    }
  }
}

export const isRunning = async (container: Docker.Container): Promise<boolean> => {
  try {
    return (await asked(abortSignal => container.inspect({ abortSignal }))).State.Running;
  } catch (error) {
    if (error instanceof EngineLost) throw error;
    return false;
  }
};

/** Removes it, whatever it is doing, and tells how that went; an already removed one is fine. */
export async function remove(container: Docker.Container, patience = CALL): Promise<string> {
  for (let tries = 1; ; tries++) {
    try {
      await asked(abortSignal => container.remove({ force: true, v: true, abortSignal }), patience);
      return 'removed';
    } catch (error) {
      if (isMissing(error)) return 'removed';
      if (tries === 3 || error instanceof EngineLost) return `could not be removed: ${reasonOf(error)}`;
      await pause(500);
    }
  }
}
