import type { Millis } from './clock.ts';
import type { Rng } from './rng.ts';

/**
 * An amount of work that is counted, never timed. One unit is what a container at full quota gets done in one paper
 * millisecond, so 13,400 units are the paper's 13.4 CPU-seconds; an engine turns units into counted steps of its server.
 */
export type WorkUnits = number;

export interface Arrival {
  /** Paper milliseconds since the first slot of load began; never falls. */
  at: Millis;
  work: WorkUnits;
}

/** Who asks for what, and when. The same stream of chance gives the same requests, whatever serves them. */
export interface Workload {
  readonly name: string;
  arrivals(rng: Rng): Iterable<Arrival>;
}
