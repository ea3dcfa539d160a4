import type { Millis } from './clock.ts';
import type { Trace, TraceEvent, TrialHeader } from './trace.ts';

const ARRIVED = 0;
const DISPATCHED = 1;
const FINISHED = 2;
const STARTING = 3;
const READY = 4;
const STOPPING = 5;
const RARE = 6;

/** Events with their own fields, kept as objects because there are few of them. */
type Rare = Exclude<
  TraceEvent,
  {
    type:
      | 'request.arrived'
      | 'request.dispatched'
      | 'request.finished'
      | `container.${'starting' | 'ready' | 'stopping'}`;
  }
>;

const containerEvents = {
  [STARTING]: 'container.starting',
  [READY]: 'container.ready',
  [STOPPING]: 'container.stopping',
} as const;

/** Microseconds are kept, no more: that is what files hold, and memory and file must give the same numbers. */
const rounded = (ms: Millis): Millis => Math.round(ms * 1000) / 1000;

/**
 * Writes down what happens in a trial. Frequent events live in typed columns, since objects alone cost five times as
 * much (see `npm run bench`); `trace` shows all of them as objects, made while they are looked at.
 */
export class Recorder {
  readonly #keep: boolean;
  readonly #watch: ((event: TraceEvent) => void) | undefined;
  #size = 0;
  #kind = new Uint8Array(256);
  #at = new Float64Array(256);
  #subject = new Int32Array(256);
  #x = new Float64Array(256);
  #y = new Float64Array(256);
  #rare: Rare[] = [];
  /** The clock's time at which the load began: time 0 of the trace. */
  origin: Millis = 0;

  /** `keep: false` keeps no trace; `watch` is told every event as it happens, in clock time. */
  constructor({
    keep = true,
    watch,
  }: { keep?: boolean; watch?: ((event: TraceEvent) => void) | undefined } = {}) {
    this.#keep = keep;
    this.#watch = watch;
  }

  arrived(at: Millis, request: number, intended: Millis, work: number): void {
    this.#add(ARRIVED, at, request, intended, work);
  }

  dispatched(at: Millis, request: number, container: number): void {
    this.#add(DISPATCHED, at, request, container, 0);
  }

  finished(at: Millis, request: number, container: number): void {
    this.#add(FINISHED, at, request, container, 0);
  }

  container(event: 'starting' | 'ready' | 'stopping', at: Millis, container: number): void {
    this.#add(event === 'starting' ? STARTING : event === 'ready' ? READY : STOPPING, at, container, 0, 0);
  }

  rare(event: Rare): void {
    if (this.#keep || this.#watch) this.#rare.push(event);
    this.#add(RARE, event.at, this.#rare.length - 1, 0, 0);
  }

  /** All that was recorded; times count from `origin`. */
  trace(header: TrialHeader): Trace {
    const recorder = this;
    return {
      header,
      events: {
        *[Symbol.iterator]() {
          for (let i = 0; i < recorder.#size; i++) yield recorder.#event(i);
        },
      },
    };
  }

  #add(kind: number, at: Millis, subject: number, x: number, y: number): void {
    if (!this.#keep && !this.#watch) return;
    const i = this.#keep ? this.#size++ : 0;
    if (i === this.#kind.length) this.#grow();
    this.#kind[i] = kind;
    this.#at[i] = at;
    this.#subject[i] = subject;
    this.#x[i] = x;
    this.#y[i] = y;
    if (this.#watch) this.#watch(this.#event(i));
    if (!this.#keep) this.#rare.length = 0;
  }

  #grow(): void {
    const size = this.#kind.length * 2;
    const wider = <T extends { set(from: T): void }>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.#kind = wider(new Uint8Array(size), this.#kind);
    this.#at = wider(new Float64Array(size), this.#at);
    this.#subject = wider(new Int32Array(size), this.#subject);
    this.#x = wider(new Float64Array(size), this.#x);
    this.#y = wider(new Float64Array(size), this.#y);
  }

  #event(i: number): TraceEvent {
    const at = rounded(this.#at[i]! - this.origin);
    const subject = this.#subject[i]!;
    const kind = this.#kind[i]!;
    switch (kind) {
      case ARRIVED:
        return {
          type: 'request.arrived',
          at,
          request: subject,
          intended: rounded(this.#x[i]!),
          work: this.#y[i]!,
        };
      case DISPATCHED:
        return { type: 'request.dispatched', at, request: subject, container: `c${this.#x[i]}` };
      case FINISHED:
        return { type: 'request.finished', at, request: subject, container: `c${this.#x[i]}` };
      case STARTING:
      case READY:
      case STOPPING:
        return { type: containerEvents[kind], at, container: `c${subject}` };
      default: {
        const rare = this.#rare[subject]!;
        return rare.type === 'slot' ? { ...rare, at, due: rounded(rare.due - this.origin) } : { ...rare, at };
      }
    }
  }
}
