import type { Millis } from './clock.ts';
import type { Observation, SeenContainer } from './controller.ts';
import { CpuMeter } from './cpu-meter.ts';
import type { Container, Watched } from './engine.ts';
import { Sampler } from './sampler.ts';

/** Gathers what a controller is told: counts, samples and buckets since its last decision, in paper milliseconds. */
export class Observer {
  readonly #cluster: Watched;
  readonly #scale: number;
  readonly #quota: number;
  readonly #meter: CpuMeter;
  readonly #sampler: Sampler;
  readonly #origin: Millis;
  /** CPU time of containers that are gone. */
  #usedByGone = 0;
  #arrived = 0;
  #finished = 0;
  #waits: Millis[] = [];
  #responses: Millis[] = [];

  /** All that a passive controller is told: the time. */
  static blind(since: Millis, timeScale: number): Observation {
    const nothing = {
      queued: 0,
      running: 0,
      containers: [],
      arrived: 0,
      finished: 0,
      waits: [],
      responses: [],
      buckets: [],
    };
    return { at: since / timeScale, ...nothing };
  }

  /** `origin`: the clock's time when the load begins, which is now. */
  constructor(
    cluster: Watched,
    { timeScale, quota, origin }: { timeScale: number; quota: number; origin: Millis },
  ) {
    this.#cluster = cluster;
    this.#scale = timeScale;
    this.#quota = quota;
    this.#origin = origin;
    this.#meter = new CpuMeter(cluster, quota);
    this.#sampler = new Sampler(origin, 1000 * timeScale, () => this.#used());
  }

  arrived(now: Millis): void {
    this.#arrived++;
    this.#sampler.arrived(now);
  }

  /** In wall milliseconds, like `responded`. */
  waited(wait: Millis): void {
    this.#waits.push(wait / this.#scale);
  }

  responded(response: Millis): void {
    this.#finished++;
    this.#responses.push(response / this.#scale);
  }

  /** From now on there are this many. */
  note(now: Millis, queued: number, running: number): void {
    this.#sampler.note(now, queued, running);
  }

  gone(container: Container): void {
    this.#usedByGone += this.#cluster.cpu(container)?.usedMs ?? 0;
    this.#meter.forget(container);
  }

  look(now: Millis, queued: number, running: number): Observation {
    const seen: Observation = {
      at: (now - this.#origin) / this.#scale,
      queued,
      running,
      containers: this.#containers(now),
      arrived: this.#arrived,
      finished: this.#finished,
      waits: this.#waits,
      responses: this.#responses,
      buckets: this.#sampler.take(now),
    };
    this.#arrived = 0;
    this.#finished = 0;
    this.#waits = [];
    this.#responses = [];
    return seen;
  }

  #containers(now: Millis): SeenContainer[] {
    const seen: SeenContainer[] = [];
    for (const container of this.#cluster.containers()) {
      const { id, state, askedAt } = container;
      if (state === 'stopping' || state === 'gone') continue;
      const cpu = this.#meter.read(container);
      const age = (now - askedAt) / this.#scale;
      seen.push({ id, state, age, running: state === 'busy' ? 1 : 0, ...(cpu === undefined ? {} : { cpu }) });
    }
    return seen;
  }

  /** In quotas times milliseconds. */
  #used(): number {
    let used = this.#usedByGone;
    for (const container of this.#cluster.containers()) used += this.#cluster.cpu(container)?.usedMs ?? 0;
    return used / this.#quota;
  }
}
