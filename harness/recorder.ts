import type { Millis } from './clock.ts';
import { wider } from './column.ts';
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
  #kind: Uint8Array;
  #at: Float64Array;
  #subject: Int32Array;
  /** The container of a dispatch or an end, the line of an arrival in the columns below. */
  #other: Int32Array;
  #arrivals = 0;
  #intended: Float64Array;
  #work: Float64Array;
  #rare: Rare[] = [];
  /** The clock's time at which the load began: time 0 of the trace. */
  origin: Millis = 0;

  /**
   * `keep: false` keeps no trace; `watch` is told every event as it happens, in clock time. Room for the three events of
   * each of `requests`, and a quarter event for all the rest, is made at once; it grows where there is more to tell.
   */
  constructor({
    keep = true,
    watch,
    requests = 64,
  }: { keep?: boolean; watch?: ((event: TraceEvent) => void) | undefined; requests?: number } = {}) {
    this.#keep = keep;
    this.#watch = watch;
    const lines = keep ? Math.ceil(3.25 * requests) + 256 : 1;
    this.#kind = new Uint8Array(lines);
    this.#at = new Float64Array(lines);
    this.#subject = new Int32Array(lines);
    this.#other = new Int32Array(lines);
    this.#intended = new Float64Array(keep ? requests : 1);
    this.#work = new Float64Array(keep ? requests : 1);
  }

  arrived(at: Millis, request: number, intended: Millis, work: number): void {
    if (!this.#keep && !this.#watch) return;
    const line = this.#keep ? this.#arrivals++ : 0;
    if (line === this.#work.length) {
      this.#intended = wider(this.#intended);
      this.#work = wider(this.#work);
    }
    this.#intended[line] = intended;
    this.#work[line] = work;
    this.#add(ARRIVED, at, request, line);
  }

  dispatched(at: Millis, request: number, container: number): void {
    this.#add(DISPATCHED, at, request, container);
  }

  finished(at: Millis, request: number, container: number): void {
    this.#add(FINISHED, at, request, container);
  }

  container(event: 'starting' | 'ready' | 'stopping', at: Millis, container: number): void {
    this.#add(event === 'starting' ? STARTING : event === 'ready' ? READY : STOPPING, at, container, 0);
  }

  rare(event: Rare): void {
    if (this.#keep || this.#watch) this.#rare.push(event);
    this.#add(RARE, event.at, this.#rare.length - 1, 0);
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

  #add(kind: number, at: Millis, subject: number, other: number): void {
    if (!this.#keep && !this.#watch) return;
    const i = this.#keep ? this.#size++ : 0;
    if (i === this.#kind.length) this.#grow();
    this.#kind[i] = kind;
    this.#at[i] = at;
    this.#subject[i] = subject;
    this.#other[i] = other;
    if (this.#watch) this.#watch(this.#event(i));
    if (!this.#keep) this.#rare.length = 0;
  }

  #grow(): void {
    this.#kind = wider(this.#kind);
    this.#at = wider(this.#at);
    this.#subject = wider(this.#subject);
    this.#other = wider(this.#other);
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
          intended: rounded(this.#intended[this.#other[i]!]!),
          work: this.#work[this.#other[i]!]!,
        };
      case DISPATCHED:
        return { type: 'request.dispatched', at, request: subject, container: `c${this.#other[i]}` };
      case FINISHED:
        return { type: 'request.finished', at, request: subject, container: `c${this.#other[i]}` };
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
