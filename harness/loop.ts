import type { Clock, Millis } from './clock.ts';
import { type Cluster, type ClusterEvents, EngineLost } from './engine.ts';
import { scheduleFaults } from './faults.ts';
import type { Intended } from './intended.ts';
import { Observer } from './observer.ts';
import type { Recorder } from './recorder.ts';
import { type Rng, rng } from './rng.ts';
import { Service } from './service.ts';
import { beginRhythm, beginSlots, slotLength } from './slots.ts';
import { Steering } from './steering.ts';
import type { HarnessCost } from './trace.ts';
import type { TrialSetting } from './trial.ts';

/**
 * The control loop of one trial, in event handlers that know no kind of time: first the initial containers, then the
 * load; each slot the controller's response, the checker, the dispatcher and the sampler, as in the paper.
 */
export class Loop {
  readonly #setting: TrialSetting;
  readonly #recorder: Recorder;
  readonly #clock: Clock;
  readonly #end: (failure: Error | undefined) => void;
  readonly #scale: number;
  readonly #chance: Rng;
  readonly #cluster: Cluster;
  readonly #service: Service;
  readonly #steering: Steering;
  #cost: (() => HarnessCost) | undefined;
  #failure: Error | undefined;
  #state: 'starting' | 'loading' | 'over' = 'starting';

  constructor(
    setting: TrialSetting,
    intended: Intended,
    recorder: Recorder,
    clock: Clock,
    end: (failure: Error | undefined) => void,
  ) {
    this.#setting = setting;
    this.#recorder = recorder;
    this.#clock = clock;
    this.#end = end;
    const { experiment, engine, facts, planned, study } = setting;
    const { loop, settings, timeScale } = experiment;
    this.#scale = timeScale;
    this.#chance = rng(`trial/${planned.workload}/${planned.seed}/${planned.repetition}/${planned.arm}`);
    const cluster = engine.open({
      clock,
      events: this.#events(),
      settings,
      facts,
      timeScale,
      rng: this.#chance.fork('engine'),
      study,
      trial: planned.trial,
    });
    this.#cluster = cluster;
    this.#service = new Service({
      clock,
      recorder,
      cluster,
      intended,
      loop,
      timeScale,
      quota: facts.quota,
      safe: this.#safe,
      allSettled: () => this.#ended('served'),
    });
    this.#steering = new Steering(setting, {
      clock,
      recorder,
      cluster,
      service: this.#service,
      slot: slotLength(experiment, setting.arm.controller.passive ?? false),
      chance: this.#chance.fork('observe'),
    });
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
    return this.#service.waitingFor();
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
    const { period, passive = false } = arm.controller;
    const origin = this.#clock.now();
    this.#state = 'loading';
    this.#recorder.origin = origin;
    this.#cost = cost?.();
    const clock = this.#clock;
    const later = this.#later;
    const recorder = this.#recorder;
    const cluster = this.#cluster;
    const service = this.#service;
    const decide = (): void => this.#decide();
    const chance = this.#chance.fork('faults');
    scheduleFaults({ faults, now: () => clock.now(), later, cluster, recorder, timeScale, chance });
    // A passive controller looks at nothing, so nothing is gathered for it.
    const observer = passive ? undefined : new Observer(cluster, { timeScale, quota: facts.quota, origin });
    service.begin(observer);
    this.#steering.begin(observer);
    beginSlots({
      experiment,
      passive,
      clock,
      later,
      cluster,
      service,
      recorder,
      chance: this.#chance.fork('slots'),
      decide: period === undefined ? decide : undefined,
    });
    if (period !== undefined) beginRhythm(period * timeScale, { later, decide });
    this.#later(loop.limit * timeScale, () => this.#ended('limit'));
  }

  #decide(): void {
    const later = this.#steering.decide();
    if (later) this.#clock.hold(later.catch(error => this.#finish(error)));
  }

  #events(): ClusterEvents {
    const recorder = this.#recorder;
    const now = (): Millis => this.#clock.now();
    return {
      starting: container => recorder.container('starting', now(), container.index),
      ready: container =>
        this.#safely(() => {
          recorder.container('ready', now(), container.index);
          this.#service.nowIdle(container);
          this.#loadWhenReady();
        }),
      stopping: container => {
        recorder.container('stopping', now(), container.index);
        this.#service.notIdle(container);
      },
      gone: (container, exit, expected) => {
        recorder.rare({ type: 'container.gone', at: now(), container: container.id, exit, expected });
        this.#service.notIdle(container);
        this.#steering.gone(container);
      },
      failed: error => this.#finish(error),
    };
  }

  #ended(why: 'served' | 'limit'): void {
    const harness = this.#cost?.();
    this.#recorder.rare({ type: 'trial.ended', at: this.#clock.now(), why, ...(harness ? { harness } : {}) });
    this.#finish();
  }

  readonly #abort = (): void => this.#finish(this.#setting.signal?.reason);

  /** Ends the trial once, with everything removed before it is told. */
  #finish(failure?: Error): void {
    if (this.#state === 'over') {
      // An engine that goes away while containers are removed leaves some: the trial did not end well after all.
      if (failure instanceof EngineLost) this.#failure ??= failure;
      return;
    }
    this.#state = 'over';
    this.#failure = failure;
    this.#setting.signal?.removeEventListener('abort', this.#abort);
    this.#service.close();
    const remove = (): void => this.#cluster.close(() => this.#end(this.#failure));
    const closing = this.#steering.close();
    if (closing instanceof Promise) this.#clock.hold(closing.then(remove, remove));
    else remove();
  }

  readonly #later = (ms: Millis, then: () => void): void => {
    this.#clock.after(ms, this.#safe(then));
  };

  /** A handler whose errors fail the trial, and which is deaf once the trial is over. */
  readonly #safe = (handle: () => void) => (): void => this.#safely(handle);

  #safely(handle: () => void): void {
    if (this.#state === 'over') return;
    try {
      handle();
    } catch (error) {
      this.#finish(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
