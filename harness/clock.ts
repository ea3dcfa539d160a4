import { Heap } from './heap.ts';

/** Milliseconds. In traces: wall milliseconds since the trial's clock began. */
export type Millis = number;

/** Takes back what `after` promised; harmless when it already happened. */
export type Cancel = () => void;

/** Makes milliseconds of seconds: `slot: seconds(12.3)`. */
export const seconds = (n: number): Millis => n * 1000;

/** The only way to know or to wait for a time. A clock belongs to one trial and begins at 0. */
export interface Clock {
  now(): Millis;
  /** Calls `then` once, `ms` from now; calls that fall due together happen in the order they were asked for. */
  after(ms: Millis, then: () => void): Cancel;
  /** Virtual time stands still until the promise settles; real time passes on. */
  hold(until: Promise<unknown>): void;
}

/** A kind of time. `run` gives `begin` a fresh clock and settles when `begin` calls `end`, or something throws. */
export interface Timeline {
  readonly virtual: boolean;
  run<T>(begin: (clock: Clock, end: (outcome: T) => void) => void, waitingFor: () => string): Promise<T>;
}

/** Time as it passes. Late callbacks are late: the caller compares `now()` with what it asked for. */
export const realTime: Timeline = {
  virtual: false,
  run: begin =>
    new Promise((resolve, reject) => {
      const origin = performance.now();
      const now = (): Millis => performance.now() - origin;
      const pending = new Set<NodeJS.Timeout>();
      const settle = (finish: () => void): void => {
        for (const timer of pending) clearTimeout(timer);
        finish();
      };
      const guarded = (then: () => void): void => {
        try {
          then();
        } catch (error) {
          settle(() => reject(error));
        }
      };
      const after = (ms: Millis, then: () => void): Cancel => {
        const timer = setTimeout(
          () => {
            pending.delete(timer);
            guarded(then);
          },
          Math.max(0, ms),
        );
        pending.add(timer);
        return () => {
          pending.delete(timer);
          clearTimeout(timer);
        };
      };
      guarded(() => begin({ now, after, hold: () => {} }, outcome => settle(() => resolve(outcome))));
    }),
};

class VirtualClock implements Clock {
  readonly #heap = new Heap<() => void>();
  #now: Millis = 0;
  #held: Promise<unknown> | undefined;

  now(): Millis {
    return this.#now;
  }

  after(ms: Millis, then: () => void): Cancel {
    const slot = this.#heap.push(ms > 0 ? this.#now + ms : this.#now, then);
    const ticket = this.#heap.pushed;
    return () => this.#heap.takeBack(slot, ticket);
  }

  hold(until: Promise<unknown>): void {
    this.#held = until;
  }

  /** What time is held by, told once. */
  takeHeld(): Promise<unknown> | undefined {
    const held = this.#held;
    this.#held = undefined;
    return held;
  }

  /** Jumps to the next event and lets it happen; false where there is none. */
  step(): boolean {
    const heap = this.#heap;
    if (heap.size === 0) return false;
    const due = heap.due;
    const call = heap.pop();
    if (call === undefined) return true; // taken back
    this.#now = due;
    call();
    return true;
  }
}

/**
 * Time that jumps from event to event in a plain synchronous loop: nothing is awaited, so that ties are deterministic
 * and a run repeats to the byte. `waitingFor` completes the sentence when nothing is left to happen.
 */
export const virtualTime: Timeline = {
  virtual: true,
  run: async (begin, waitingFor) => {
    const clock = new VirtualClock();
    let ended = false;
    let outcome: unknown;
    begin(clock, value => {
      ended = true;
      outcome = value;
    });
    while (!ended) {
      const held = clock.takeHeld();
      if (held) await held;
      else if (!clock.step())
        throw new Error(
          `The trial can never end: nothing is left to happen after ${(clock.now() / 1000).toFixed(1)} s, and it still waits for ${waitingFor()}.`,
        );
    }
    return outcome as never;
  },
};

/** A real pause outside any trial, as between two tries to reach an engine. */
export const pause = (ms: Millis): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Milliseconds since some fixed moment, monotonic; for durations outside a trial (progress, ETA, benchmarks). */
export const stopwatch = (): (() => Millis) => {
  const begun = performance.now();
  return () => performance.now() - begun;
};

/** The calendar, for names of folders and the manifest only; never for durations. */
export const today = (): Date => new Date();

/** Aborts after so long; for calls that must not wait for ever. */
export const deadline = (ms: Millis): AbortSignal => AbortSignal.timeout(ms);

/** Calls `then` after so long, unless cancelled; does not keep the process alive by itself. */
export const watchdog = (ms: Millis, then: () => void): Cancel => {
  const timer = setTimeout(then, ms);
  timer.unref();
  return () => clearTimeout(timer);
};
