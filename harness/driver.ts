import type { CpuReading, Harm, Served } from './engine.ts';
import type { WorkUnits } from './workload.ts';

/** What becomes of a container that was asked for. `failed` comes instead of `ready`, `died` at any time after it. */
export interface Fate<H> {
  ready(handle: H): void;
  failed(error: Error): void;
  died(exit: string): void;
}

/** What an engine must be able to do with one container; `pool` makes a Cluster of it. Every call is answered once. */
export interface ContainerDriver<H> {
  start(id: string, index: number, fate: Fate<H>): void;
  serve(handle: H, work: WorkUnits, done: (served: Served) => void): void;
  /** Removes it, whatever it is doing; `exit` tells how it ended, or why it could not be removed. */
  stop(handle: H, stopped: (exit: string) => void): void;
  cpu(handle: H): CpuReading | undefined;
  harm(handle: H, harm: Harm): void;
  /** No container is wanted any more: finishes what is under way, lets go of sockets and timers. */
  close(closed: () => void): void;
}
