import { cpuChecker } from './checker.ts';
import type { Cancel, Clock, Millis } from './clock.ts';
import { Dispatcher } from './dispatcher.ts';
import type { Cluster, Container, Served } from './engine.ts';
import type { Loop } from './experiment.ts';
import type { Intended } from './intended.ts';
import type { Observer } from './observer.ts';
import type { Recorder } from './recorder.ts';

/** What a container is about; one for all its requests, since a million would make as many. */
interface Errand {
  request: number;
  /** Takes back the deadline of the request. */
  impatient: Cancel | undefined;
  readonly done: (served: Served) => void;
}

/**
 * What becomes of the requests of a trial: they arrive when they are due, wait, are handed to free containers, and are
 * tried again when their container dies.
 */
export class Service {
  readonly #clock: Clock;
  readonly #recorder: Recorder;
  readonly #cluster: Cluster;
  readonly #intended: Intended;
  readonly #loop: Loop;
  readonly #scale: number;
  /** Made once: a million arrivals would make as many. */
  readonly #arriveSafely: () => void;
  readonly #allSettled: () => void;
  readonly #dispatcher: Dispatcher;
  /** By container index. */
  readonly #errands: Errand[] = [];
  readonly #retries = new Map<number, number>();
  /** Present where the controller looks at what it controls. */
  #observer: Observer | undefined;
  #open = false;
  #origin: Millis = 0;
  #next = 0;
  #running = 0;
  #settled = 0;

  /** `safe` makes a handler part of the trial; `allSettled` is called once, when no request is left to serve. */
  constructor(options: {
    clock: Clock;
    recorder: Recorder;
    cluster: Cluster;
    intended: Intended;
    loop: Loop;
    timeScale: number;
    quota: number;
    safe: (handle: () => void) => () => void;
    allSettled: () => void;
  }) {
    this.#clock = options.clock;
    this.#recorder = options.recorder;
    this.#cluster = options.cluster;
    this.#intended = options.intended;
    this.#loop = options.loop;
    this.#scale = options.timeScale;
    this.#arriveSafely = options.safe(() => this.#arrive());
    this.#allSettled = options.allSettled;
    const { cluster, clock, quota, loop, timeScale } = options;
    const slot = loop.slot * timeScale;
    this.#dispatcher = new Dispatcher(
      (request, container) => this.#hand(request, container),
      loop.checker === 'idle' ? () => true : cpuChecker({ cluster, clock, quota, slot }),
    );
  }

  get queued(): number {
    return this.#dispatcher.queued;
  }

  get running(): number {
    return this.#running;
  }

  get arrived(): number {
    return this.#next;
  }

  /** The load begins now. */
  begin(observer: Observer | undefined): void {
    this.#open = true;
    this.#origin = this.#clock.now();
    this.#observer = observer;
    this.#clock.after(this.#intended.at[0]! * this.#scale, this.#arriveSafely);
  }

  /** From now on answers are nobody's business. */
  close(): void {
    this.#open = false;
  }

  /** What the load is waiting for, to complete a sentence. */
  waitingFor(): string {
    const total = this.#intended.at.length;
    return `${total - this.#settled} of ${total} requests (${this.queued} queued, ${this.#running} running)`;
  }

  /** A container can take a request. */
  nowIdle(container: Container): void {
    this.#dispatcher.nowIdle(container);
    if (this.#open) this.#dispatchAtOnce();
    this.note();
  }

  /** A container is stopping or gone. */
  notIdle(container: Container): void {
    this.#dispatcher.notIdle(container);
  }

  /** A slot's turn to hand out work, where work waits for slots. */
  dispatchInSlot(): void {
    if (this.#loop.dispatch === 'each-slot') this.#dispatcher.dispatch();
  }

  /** Tells the observer what waits and runs from now on. */
  note(): void {
    this.#observer?.note(this.#clock.now(), this.queued, this.#running);
  }

  #dispatchAtOnce(): void {
    if (this.#loop.dispatch === 'when-free') this.#dispatcher.dispatch();
  }

  /** All requests that are due, in one go: a burst of thirty is one event. */
  #arrive(): void {
    const { at, work } = this.#intended;
    const now = this.#clock.now();
    for (;;) {
      const request = this.#next++;
      this.#recorder.arrived(now, request, at[request]! * this.#scale, work[request]!);
      this.#observer?.arrived(now);
      this.#dispatcher.enqueue(request);
      if (this.#next === at.length) break;
      const wait = this.#due(this.#next) - now;
      if (wait > 0) {
        this.#clock.after(wait, this.#arriveSafely);
        break;
      }
    }
    this.#dispatchAtOnce();
    this.note();
  }

  #hand(request: number, container: Container): void {
    const now = this.#clock.now();
    this.#running++;
    this.#recorder.dispatched(now, request, container.index);
    if (this.#observer && !this.#retries.has(request)) this.#observer.waited(now - this.#due(request));
    const errand = this.#errandOf(container);
    errand.request = request;
    const { deadline } = this.#loop;
    if (deadline !== undefined)
      errand.impatient = this.#clock.after(deadline * this.#scale, () =>
        this.#cluster.discard(container, `gave no answer within ${deadline / 1000} s`),
      );
    this.#cluster.serve(container, this.#intended.work[request]!, errand.done);
  }

  #errandOf(container: Container): Errand {
    const known = this.#errands[container.index];
    if (known) return known;
    const errand: Errand = {
      request: -1,
      impatient: undefined,
      done: served => {
        errand.impatient?.();
        this.#served(errand.request, container, served);
      },
    };
    this.#errands[container.index] = errand;
    return errand;
  }

  #served(request: number, container: Container, served: Served): void {
    if (!this.#open) return;
    const now = this.#clock.now();
    this.#running--;
    if (container.state === 'ready') this.#dispatcher.nowIdle(container);
    if (served.ok) {
      this.#settled++;
      this.#recorder.finished(now, request, container.index);
      this.#observer?.responded(now - this.#due(request));
    } else this.#failed(request, container, served.reason);
    this.#dispatchAtOnce();
    this.note();
    if (this.#settled === this.#intended.at.length) this.#allSettled();
  }

  #failed(request: number, container: Container, why: string): void {
    const tries = (this.#retries.get(request) ?? 0) + 1;
    this.#retries.set(request, tries);
    const again = tries <= this.#loop.retries;
    const type = again ? 'request.retried' : 'request.failed';
    this.#recorder.rare({ type, at: this.#clock.now(), request, container: container.id, why });
    if (again) this.#dispatcher.putBack(request);
    else this.#settled++;
  }

  #due(request: number): Millis {
    return this.#origin + this.#intended.at[request]! * this.#scale;
  }
}
