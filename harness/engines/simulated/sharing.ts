import type { Cancel, Clock, Millis } from '../../clock.ts';
import { Heap } from '../../heap.ts';

/** One who works, at most on one thing at a time. */
export interface Worker {
  /** Called when its work is done. */
  readonly done: () => void;
  /** It is at work. */
  busy: boolean;
  /** The shared progress at which that began. */
  begunAt: number;
  /** Where the end of it waits in the heap. */
  slot: number;
  ticket: number;
}

/** Cores that are always left for the workers. */
const LEAST = 0.05;

/**
 * Busy containers that share a host's cores equally, each at most one paper core (processor sharing). All progress at
 * one common speed, so one number, the progress made since the beginning, tells when each is done: work of w units that
 * begins at progress p ends at progress p + w (the virtual time of fair queueing, Parekh and Gallager 1993).
 */
export class Sharing {
  readonly #clock: Clock;
  #cores: number;
  readonly #unitsPerMs: number;
  /** By the progress at which they end. */
  readonly #ends = new Heap<Worker>();
  #busy = 0;
  #progress = 0;
  /** The time at which that was the progress. */
  #since: Millis = 0;
  #speed: number;
  #timer: Cancel | undefined;
  #timerDue = Number.POSITIVE_INFINITY;
  #timerSpeed = 0;

  /** `cores` in paper cores; `unitsPerMs` is the speed of one paper core in wall time. */
  constructor(clock: Clock, { cores, unitsPerMs }: { cores: number; unitsPerMs: number }) {
    this.#clock = clock;
    this.#cores = cores;
    this.#unitsPerMs = unitsPerMs;
    this.#speed = unitsPerMs;
  }

  worker(done: () => void): Worker {
    return { done, busy: false, begunAt: 0, slot: 0, ticket: 0 };
  }

  begin(worker: Worker, work: number): void {
    this.#advance();
    worker.busy = true;
    worker.begunAt = this.#progress;
    worker.slot = this.#ends.push(this.#progress + work, worker);
    worker.ticket = this.#ends.pushed;
    this.#busy++;
    this.#reschedule();
  }

  /** Units done of what it is at work on. */
  doneBy(worker: Worker): number {
    this.#advance();
    return worker.busy ? this.#progress - worker.begunAt : 0;
  }

  /** Takes its work away; harmless when it has none. */
  halt(worker: Worker): void {
    if (!worker.busy) return;
    this.#advance();
    worker.busy = false;
    this.#ends.takeBack(worker.slot, worker.ticket);
    this.#busy--;
    this.#reschedule();
  }

  /** So many cores more are for the workers from now on; fewer where it is below 0. */
  give(cores: number): void {
    this.#advance();
    this.#cores += cores;
    this.#reschedule();
  }

  #advance(): void {
    const now = this.#clock.now();
    if (this.#busy > 0) this.#progress += (now - this.#since) * this.#speed;
    else if (this.#ends.size === 0) this.#progress = 0; // keeps the sum small, so that nothing is lost to rounding
    this.#since = now;
  }

  #reschedule(): void {
    const ends = this.#ends;
    while (ends.size > 0 && ends.peek() === undefined) ends.pop();
    const due = ends.due;
    const busy = this.#busy;
    // Whatever is taken away, a little is left, so that everything ends.
    const cores = Math.max(this.#cores, LEAST);
    const speed = busy <= cores ? this.#unitsPerMs : (this.#unitsPerMs * cores) / busy;
    this.#speed = speed;
    if (this.#timer && due === this.#timerDue && speed === this.#timerSpeed) return;
    this.#timer?.();
    this.#timerDue = due;
    this.#timerSpeed = speed;
    this.#timer = busy > 0 ? this.#clock.after((due - this.#progress) / speed, this.#ring) : undefined;
  }

  readonly #ring = (): void => {
    this.#timer = undefined;
    this.#advance();
    this.#progress = Math.max(this.#progress, this.#ends.due);
    const first = this.#ends.pop()!; // its work was not taken away, or the timer would have been as well
    first.busy = false;
    this.#busy--;
    this.#reschedule();
    first.done();
  };
}
