import type { Clock, Millis, Timeline } from './clock.ts';
import type { ContainerState } from './controller.ts';
import type { Profile } from './profile.ts';
import type { Rng } from './rng.ts';
import type { WorkUnits } from './workload.ts';

/** Cumulative CPU time a container has used, in milliseconds of one core, and when (trial's clock) it was read. */
export interface CpuReading {
  readonly usedMs: number;
  readonly at: Millis;
}

export interface Container {
  /** "c1", "c2" … in the order asked for. */
  readonly id: string;
  readonly index: number;
  readonly state: ContainerState;
  readonly askedAt: Millis;
  /** Since when it is idle, for `idlest`. */
  readonly idleSince: Millis;
}

export type Served = { ok: true } | { ok: false; reason: string };

/** Told by a cluster, in the order in which things happen. */
export interface ClusterEvents {
  starting(container: Container): void;
  ready(container: Container): void;
  stopping(container: Container): void;
  /** `exit` is how it ended in words ("removed", "killed: out of memory, exit code 137"); `expected` when we asked. */
  gone(container: Container, exit: string, expected: boolean): void;
  /** The cluster cannot go on. */
  failed(error: Error): void;
}

/**
 * Which container is retired when there are too many. `oldest-idle` is the paper's: none while all are busy.
 * `oldest` may pick a busy one, which then finishes its request first. `idlest` prefers those not yet ready.
 */
export type Retire = 'oldest' | 'oldest-idle' | 'idlest';

/** The containers of one trial. Nothing here waits: what was asked for happens, and is told, later. */
export interface Cluster {
  /** Asks for that many containers that are not stopping; called again each slot, so nothing is remembered. */
  scale(count: number): void;
  /** All that are not gone, oldest first. */
  containers(): readonly Container[];
  serve(container: Container, work: WorkUnits, done: (served: Served) => void): void;
  cpu(container: Container): CpuReading | undefined;
  /** Removes everything, starts under way included, then calls `closed`. */
  close(closed: () => void): void;
  /** Takes a container that no longer answers for dead: its request is given back at once, then it is removed. */
  discard(container: Container, why: string): void;
  /** Does to a container what the world may do; a fault of an experiment. */
  harm(container: Container, harm: Harm): void;
  /** Makes the next starts fail, or every start from now on take longer; faults of an experiment. */
  hinder(hindrance: Hindrance): void;
}

/** What observers look at: all that a trace can tell of a cluster as well. */
export type Watched = Pick<Cluster, 'containers' | 'cpu'>;

/** `failStarts`: how many of the next starts fail. `delay`: wall milliseconds added to each start. */
export type Hindrance = { failStarts: number } | { delay: Millis };

export type Harm = 'kill' | 'pause' | 'resume';

/** How an experiment wants its containers. */
export interface EngineSettings {
  /** The busy containers share this many paper cores, each at most one: the quota is usable cores / paperCores. */
  readonly paperCores: number;
  readonly image?: string;
  readonly memoryMiB: number;
  /**
   * A container that does not answer by then, in wall milliseconds, never will: images know of no time scale. Absent: 20
   * seconds.
   */
  readonly readyWithin?: Millis;
  /** How many starts may be under way at once; engines serialise them anyway. */
  readonly startsAtOnce: number;
  readonly retire: Retire;
  /** The first host port, as in the paper (4000); absent: the engine chooses. */
  readonly firstPort?: number;
  /** The host that the simulated engine simulates, where the experiment needs one of its own. */
  readonly profile?: Profile;
}

/** What an engine learned about itself before the first trial; kept in the manifest. */
export interface EngineFacts {
  /** Cores that 16 busy containers get together. */
  readonly usableCores: number;
  /** CPU quota of a container, in cores. */
  readonly quota: number;
  /** Start to ready, in wall milliseconds. */
  readonly startDelay: Millis;
  /** Whatever else is needed to repeat it: versions, image id, host, profile. */
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

export interface ClusterContext {
  readonly clock: Clock;
  readonly events: ClusterEvents;
  readonly settings: EngineSettings;
  readonly facts: EngineFacts;
  readonly timeScale: number;
  /** A stream of this trial's own, never shared between arms. */
  readonly rng: Rng;
  readonly study: string;
  readonly trial: string;
}

/** The engine went away or no longer answers: what was under way is lost, and is repeated once it is back. */
export class EngineLost extends Error {
  override readonly name = 'EngineLost';
}

/** The engine cannot serve any trial of the study until somebody mends what the sentence says. */
export class EngineUnfit extends Error {
  override readonly name = 'EngineUnfit';
}

/** How a study wants its engine prepared; without it nothing is leased. */
export interface Preparing {
  readonly study: string;
  /** Another study may be on the same host; its load is then part of what is measured. */
  readonly shareHost: boolean;
  /** What was found out when the study began: it is resumed, so that is checked and used, not measured again. */
  readonly known?: EngineFacts | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Hears what a user should know. */
  readonly tell?: ((line: string) => void) | undefined;
}

/** Where containers live. `harness/engines/<name>.ts` exports one as `engine`; the command line finds it by that name. */
export interface Engine {
  readonly name: string;
  readonly time: Timeline;
  /**
   * Called once a study: removes what dead studies left, checks that it can serve, takes the host for the study,
   * prepares the image, measures what it must know.
   */
  prepare(settings: EngineSettings, timeScale: number, how?: Preparing): Promise<EngineFacts>;
  /** Nothing is started until `scale` is called. */
  open(context: ClusterContext): Cluster;
  /** Removes whatever carries our labels; `owned` limits it to one study. Tells how many. */
  reset?(study?: string): Promise<number>;
  /** How many running containers are not of this study: they share its host's cores. */
  strangers?(study: string): Promise<number>;
  /** After an EngineLost: waits until the engine answers again and removes what it still has of the study's trials. */
  recover?(study: string, signal: AbortSignal): Promise<void>;
  /** Gives the host back. */
  close?(): Promise<void>;
}
