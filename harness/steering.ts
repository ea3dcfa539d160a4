import type { Clock, Millis } from './clock.ts';
import type { Controller } from './controller.ts';
import { type Decided, Decider } from './decider.ts';
import type { Cluster, Container } from './engine.ts';
import { Observer } from './observer.ts';
import type { Recorder } from './recorder.ts';
import type { Rng } from './rng.ts';
import type { Service } from './service.ts';
import type { Seen } from './trace.ts';
import type { TrialSetting } from './trial.ts';

/**
 * Steers the number of containers: shows the controller what there is, records what it decides and on what that
 * rested, and asks the cluster for it.
 */
export class Steering {
  readonly #clock: Clock;
  readonly #recorder: Recorder;
  readonly #cluster: Cluster;
  readonly #service: Service;
  readonly #controller: Controller;
  readonly #decider: Decider;
  readonly #scale: number;
  #observer: Observer | undefined;
  #origin: Millis = 0;
  #deciding = false;
  #closed = false;

  /** `slot`: wall milliseconds between decisions, unless the controller has a rhythm of its own. */
  constructor(
    { experiment, arm, facts }: TrialSetting,
    options: {
      clock: Clock;
      recorder: Recorder;
      cluster: Cluster;
      service: Service;
      slot: Millis;
      chance: Rng;
    },
  ) {
    this.#clock = options.clock;
    this.#recorder = options.recorder;
    this.#cluster = options.cluster;
    this.#service = options.service;
    const { loop, timeScale, kMax, observe } = experiment;
    this.#scale = timeScale;
    const { name, scalesToZero, period } = arm.controller;
    this.#controller = arm.controller.create({
      kMin: arm.kMin,
      kMax,
      slot: period ?? options.slot / timeScale,
      dispatch: loop.dispatch,
      startDelay: facts.startDelay / timeScale,
    });
    this.#decider = new Decider({
      controller: this.#controller,
      name,
      least: scalesToZero ? 0 : 1,
      most: kMax,
      first: arm.kMin,
      observe,
      chance: options.chance,
    });
  }

  /** The load begins now. */
  begin(observer: Observer | undefined): void {
    this.#origin = this.#clock.now();
    this.#observer = observer;
  }

  /** A container is gone; what it used is not forgotten. */
  gone(container: Container): void {
    this.#observer?.gone(container);
  }

  /** Asks the controller and acts on it: at once, or when the promise settles if the answer comes later. */
  decide(): Promise<void> | undefined {
    if (this.#deciding) return undefined;
    const now = this.#clock.now();
    const { queued, running } = this.#service;
    const seen = this.#seen(now);
    const observation =
      this.#observer?.look(now, queued, running) ?? Observer.blind(now - this.#origin, this.#scale);
    const decided = this.#decider.decide(observation);
    if (!(decided instanceof Promise)) {
      this.#act(seen, decided);
      return undefined;
    }
    this.#deciding = true;
    return decided.then(answer => {
      this.#deciding = false;
      if (!this.#closed) this.#act(seen, answer);
    });
  }

  /** Decides nothing more, and lets the controller let go of what it holds. */
  close(): void | Promise<void> {
    this.#closed = true;
    return this.#controller.close?.();
  }

  #act(seen: Seen, { wanted, applied, reason }: Decided): void {
    this.#recorder.rare({ type: 'decision', at: this.#clock.now(), seen, wanted, applied, reason });
    this.#cluster.scale(applied);
  }

  #seen(now: Millis): Seen {
    const containers = this.#cluster.containers().filter(c => c.state !== 'stopping' && c.state !== 'gone');
    const ages = containers.reduce((sum, c) => sum + now - c.askedAt, 0);
    return {
      queued: this.#service.queued,
      running: this.#service.running,
      containers: containers.length,
      ready: containers.filter(c => c.state !== 'starting').length,
      meanAge: containers.length === 0 ? 0 : Math.round(ages / containers.length / this.#scale),
      arrived: this.#service.arrived,
    };
  }
}
