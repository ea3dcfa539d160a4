import type { Clock, Millis } from './clock.ts';
import type { Controller } from './controller.ts';
import { CpuMeter } from './cpu-meter.ts';
import { type Decided, Decider } from './decider.ts';
import { Dispatcher } from './dispatcher.ts';
import type { Cluster, ClusterEvents, Container, Served } from './engine.ts';
import { scheduleFaults } from './faults.ts';
import type { Intended } from './intended.ts';
import { Observer } from './observer.ts';
import type { Recorder } from './recorder.ts';
import { type Rng, rng } from './rng.ts';
import type { HarnessCost, Seen } from './trace.ts';
import type { TrialSetting } from './trial.ts';

/** A container that used less than this share of its quota is free, says the paper's checker. */
const FREE_BELOW = 0.03;

/**
 * The control loop of one trial, in event handlers that know no kind of time: first the initial containers, then the
 * load; each slot the controller's response, the checker, the dispatcher and the sampler, as in the paper.
 */
export class Loop {
  readonly #setting: TrialSetting;
  readonly #intended: Intended;
  readonly #recorder: Recorder;
  readonly #clock: Clock;
  readonly #end: (failure: Error | undefined) => void;
  readonly #scale: number;
  readonly #chance: Rng;
  readonly #cluster: Cluster;
  readonly #controller: Controller;
  readonly #decider: Decider;
  readonly #dispatcher: Dispatcher;
  readonly #retries = new Map<number, number>();
  /** Present once the load has begun, for controllers that look at it. */
  #observer: Observer | undefined;
  #cost: (() => HarnessCost) | undefined;
  #state: 'starting' | 'loading' | 'over' = 'starting';
  #origin: Millis = 0;
  #next = 0;
  #running = 0;
  #settled = 0;
  #deciding = false;

  constructor(
    setting: TrialSetting,
    intended: Intended,
    recorder: Recorder,
    clock: Clock,
    end: (failure: Error | undefined) => void,
  ) {
    this.#setting = setting;
    this.#intended = intended;
    this.#recorder = recorder;
    this.#clock = clock;
    this.#end = end;
    const { experiment, arm, engine, facts, planned, study } = setting;
    const { loop, settings, timeScale, kMax, observe } = experiment;
    this.#scale = timeScale;
    this.#chance = rng(`trial/${planned.workload}/${planned.seed}/${planned.repetition}/${planned.arm}`);
    this.#cluster = engine.open({
      clock,
      events: this.#events(),
      settings,
      facts,
      timeScale,
      rng: this.#chance.fork('engine'),
      study,
      trial: planned.trial,
    });
    const { name, scalesToZero, period } = arm.controller;
    this.#controller = arm.controller.create({
      kMin: arm.kMin,
      kMax,
      slot: period ?? this.#slotLength() / timeScale,
      dispatch: loop.dispatch,
      startDelay: facts.startDelay / timeScale,
    });
    this.#decider = new Decider({
      controller: this.#controller,
      name,
      least: scalesToZero ? 0 : 1,
      most: kMax,
      observe,
      chance: this.#chance.fork('observe'),
    });
    const meter = new CpuMeter(this.#cluster, facts.quota);
    const rests = (container: Container): boolean => (meter.read(container) ?? 0) < FREE_BELOW;
    this.#dispatcher = new Dispatcher(
      (request, container) => this.#hand(request, container),
      loop.checker === 'idle' ? () => true : rests,
    );
  }

  begin(): void {
    const { signal, arm } = this.#setting;
    signal?.addEventListener('abort', this.#abort);
    if (signal?.aborted) this.#abort();
    else {
      this.#cluster.scale(arm.kMin);
      this.#loadWhenReady();
    }
  }

  /** What the trial is waiting for, to complete a sentence. */
  waitingFor(): string {
    if (this.#state === 'starting') return 'its first containers to be ready';
    if (this.#state === 'over') return 'its containers to be removed';
    const total = this.#intended.at.length;
    return `${total - this.#settled} of ${total} requests (${this.#dispatcher.queued} queued, ${this.#running} running)`;
  }

  /** The kMin containers are ready and old enough, and nothing else is there: the same beginning for every trial. */
  #loadWhenReady(): void {
    if (this.#state !== 'starting') return;
    const containers = this.#cluster.containers();
    if (containers.some(c => c.state !== 'ready')) return;
    const youngest = Math.max(0, ...containers.map(c => c.askedAt));
    const missing = youngest + this.#setting.experiment.loop.initialAge * this.#scale - this.#clock.now();
    if (missing > 0 && containers.length > 0) this.#later(missing, () => this.#loadWhenReady());
    else this.#load();
  }

  #load(): void {
    const { experiment, arm, facts, cost } = this.#setting;
    const { loop, faults, timeScale } = experiment;
    this.#state = 'loading';
    this.#origin = this.#clock.now();
    this.#recorder.origin = this.#origin;
    this.#cost = cost?.();
    if (!arm.controller.passive) {
      this.#observer = new Observer(this.#cluster, { timeScale, quota: facts.quota, origin: this.#origin });
    }
    scheduleFaults({
      faults,
      now: () => this.#clock.now(),
      later: (ms, then) => this.#later(ms, then),
      cluster: this.#cluster,
      recorder: this.#recorder,
      timeScale,
      chance: this.#chance.fork('faults'),
    });
    this.#later(this.#intended.at[0]! * timeScale, this.#arrive);
    this.#slot(0, this.#origin);
    if (arm.controller.period !== undefined) this.#rhythm(arm.controller.period * timeScale, 0);
    this.#later(loop.limit * timeScale, () => {
      this.#recorder.rare({ type: 'trial.ended', at: this.#clock.now(), why: 'limit', ...this.#harness() });
      this.#finish();
    });
  }

  /** All requests that are due, in one go: a burst of thirty is one event. */
  readonly #arrive = (): void => {
    const { at, work } = this.#intended;
    const now = this.#clock.now();
    for (;;) {
      const request = this.#next++;
      this.#recorder.arrived(now, request, at[request]! * this.#scale, work[request]!);
      this.#observer?.arrived();
      this.#dispatcher.enqueue(request);
      if (this.#next === at.length) break;
      const wait = this.#origin + at[this.#next]! * this.#scale - now;
      if (wait > 0) {
        this.#later(wait, this.#arrive);
        break;
      }
    }
    if (this.#atOnce) this.#dispatcher.dispatch();
    this.#note();
  };

  /**
   * A slot begins with the controller's response; then its time passes (in the paper the checker takes it, polling
   * every container), and at its end the dispatcher hands out, so that a decision sees the queue just after that.
   */
  #slot(slot: number, due: Millis): void {
    this.#later(due - this.#clock.now(), () => {
      const now = this.#clock.now();
      const { loop } = this.#setting.experiment;
      const starting = this.#cluster.containers().filter(c => c.state === 'starting').length;
      if (slot > 0 && loop.dispatch === 'each-slot') this.#dispatcher.dispatch();
      this.#recorder.rare({
        type: 'slot',
        at: now,
        slot,
        due,
        queued: this.#dispatcher.queued,
        running: this.#running,
        starting,
      });
      this.#note();
      // A slot that was missed altogether is skipped, not made up for by a burst of slots.
      const length =
        slot === 0 && loop.firstSlot !== undefined ? loop.firstSlot * this.#scale : this.#slotLength();
      this.#slot(slot + 1, Math.max(due + length, now));
      if (this.#setting.arm.controller.period === undefined) this.#decide();
    });
  }

  #rhythm(period: Millis, wait: Millis): void {
    this.#later(wait, () => {
      this.#rhythm(period, period);
      this.#decide();
    });
  }

  /** Asks the controller and acts on it, at once unless its answer comes later. */
  #decide(): void {
    if (this.#deciding) return;
    const containers = this.#cluster.containers().filter(c => c.state !== 'stopping' && c.state !== 'gone');
    const now = this.#clock.now();
    const queued = this.#dispatcher.queued;
    const seen: Seen = {
      queued,
      running: this.#running,
      containers: containers.length,
      ready: containers.filter(c => c.state !== 'starting').length,
      meanAge:
        containers.length === 0
          ? 0
          : Math.round(
              containers.reduce((sum, c) => sum + now - c.askedAt, 0) / containers.length / this.#scale,
            ),
      arrived: this.#next,
    };
    const act = ({ wanted, applied, reason }: Decided): void => {
      this.#recorder.rare({ type: 'decision', at: this.#clock.now(), seen, wanted, applied, reason });
      this.#cluster.scale(applied);
    };
    const observation =
      this.#observer?.look(now, queued, this.#running) ?? Observer.blind(now - this.#origin, this.#scale);
    const decided = this.#decider.decide(observation);
    if (!(decided instanceof Promise)) {
      act(decided);
      return;
    }
    this.#deciding = true;
    this.#clock.hold(
      decided.then(
        answer => {
          this.#deciding = false;
          if (this.#state === 'loading') this.#safely(() => act(answer));
        },
        error => this.#finish(error),
      ),
    );
  }

  #hand(request: number, container: Container): void {
    const now = this.#clock.now();
    this.#running++;
    this.#recorder.dispatched(now, request, container.index);
    if (!this.#retries.has(request)) this.#observer?.waited(now - this.#due(request));
    const { deadline } = this.#setting.experiment.loop;
    const impatient =
      deadline === undefined
        ? undefined
        : this.#clock.after(deadline * this.#scale, () =>
            this.#cluster.discard(container, `gave no answer within ${deadline / 1000} s`),
          );
    this.#cluster.serve(container, this.#intended.work[request]!, served => {
      impatient?.();
      this.#served(request, container, served);
    });
  }

  #served(request: number, container: Container, served: Served): void {
    if (this.#state !== 'loading') return;
    const now = this.#clock.now();
    this.#running--;
    if (container.state === 'ready') this.#dispatcher.nowIdle(container);
    if (served.ok) {
      this.#settled++;
      this.#recorder.finished(now, request, container.index);
      this.#observer?.responded(now - this.#due(request));
    } else this.#failed(request, container, served.reason);
    if (this.#atOnce) this.#dispatcher.dispatch();
    this.#note();
    if (this.#settled === this.#intended.at.length) {
      this.#recorder.rare({ type: 'trial.ended', at: now, why: 'served', ...this.#harness() });
      this.#finish();
    }
  }

  #failed(request: number, container: Container, why: string): void {
    const tries = (this.#retries.get(request) ?? 0) + 1;
    this.#retries.set(request, tries);
    const again = tries <= this.#setting.experiment.loop.retries;
    const type = again ? 'request.retried' : 'request.failed';
    this.#recorder.rare({ type, at: this.#clock.now(), request, container: container.id, why });
    if (again) this.#dispatcher.putBack(request);
    else this.#settled++;
  }

  #events(): ClusterEvents {
    const record = this.#recorder;
    const told = (handle: () => void): void => this.#safely(handle);
    return {
      starting: container => record.container('starting', this.#clock.now(), container.index),
      ready: container =>
        told(() => {
          record.container('ready', this.#clock.now(), container.index);
          this.#dispatcher.nowIdle(container);
          if (this.#state === 'starting') this.#loadWhenReady();
          else if (this.#atOnce) this.#dispatcher.dispatch();
          this.#note();
        }),
      stopping: container => {
        record.container('stopping', this.#clock.now(), container.index);
        this.#dispatcher.notIdle(container);
      },
      gone: (container, exit, expected) => {
        record.rare({
          type: 'container.gone',
          at: this.#clock.now(),
          container: container.id,
          exit,
          expected,
        });
        this.#dispatcher.notIdle(container);
        this.#observer?.gone(container);
      },
      failed: error => this.#finish(error),
    };
  }

  readonly #abort = (): void => this.#finish(this.#setting.signal?.reason);

  /** Ends the trial once, with everything removed before it is told. */
  #finish(failure?: Error): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    this.#setting.signal?.removeEventListener('abort', this.#abort);
    const remove = (): void => this.#cluster.close(() => this.#end(failure));
    const closing = this.#controller.close?.();
    if (closing instanceof Promise) this.#clock.hold(closing.then(remove, remove));
    else remove();
  }

  #later(ms: Millis, then: () => void): void {
    this.#clock.after(ms, () => this.#safely(then));
  }

  #safely(handle: () => void): void {
    if (this.#state === 'over') return;
    try {
      handle();
    } catch (error) {
      this.#finish(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #note(): void {
    this.#observer?.note(this.#clock.now(), this.#dispatcher.queued, this.#running);
  }

  #due(request: number): Millis {
    return this.#origin + this.#intended.at[request]! * this.#scale;
  }

  #slotLength(): Millis {
    const { loop } = this.#setting.experiment;
    return (loop.slot + (this.#setting.arm.controller.passive ? 0 : loop.controllerCost)) * this.#scale;
  }

  #harness(): { harness?: HarnessCost } {
    const harness = this.#cost?.();
    return harness ? { harness } : {};
  }

  get #atOnce(): boolean {
    return this.#setting.experiment.loop.dispatch === 'when-free';
  }
}
