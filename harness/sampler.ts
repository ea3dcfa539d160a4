import type { Millis } from './clock.ts';
import type { Bucket } from './controller.ts';

/**
 * Cuts the trial into paper seconds and keeps, for each, the time-weighted means of what was waiting and running: what
 * rules with windows (KPA, HPA) are fed from. `second` is a paper second in wall milliseconds.
 */
export class Sampler {
  readonly #second: Millis;
  /** Quota-milliseconds used so far, over all containers that ever were. */
  readonly #used: () => number;
  #buckets: Bucket[] = [];
  #start: Millis;
  #at: Millis;
  #queued = 0;
  #running = 0;
  #queuedTime = 0;
  #runningTime = 0;
  #arrived = 0;
  #usedAtClose = 0;
  #lastClose: Millis;

  constructor(now: Millis, second: Millis, used: () => number) {
    this.#second = second;
    this.#used = used;
    this.#start = now;
    this.#at = now;
    this.#lastClose = now;
    this.#usedAtClose = used();
  }

  /** Seconds that are over by then are closed first: an arrival belongs to its own, however long nothing was noted. */
  arrived(now: Millis): void {
    if (now >= this.#start + this.#second) this.#close(now);
    this.#arrived++;
  }

  /** From `now` on there are this many. */
  note(now: Millis, queued: number, running: number): void {
    if (now >= this.#start + this.#second) this.#close(now);
    this.#queuedTime += this.#queued * (now - this.#at);
    this.#runningTime += this.#running * (now - this.#at);
    this.#at = now;
    this.#queued = queued;
    this.#running = running;
  }

  /** The buckets that ended since the last call. */
  take(now: Millis): readonly Bucket[] {
    this.note(now, this.#queued, this.#running);
    const taken = this.#buckets;
    this.#buckets = [];
    return taken;
  }

  #close(now: Millis): void {
    const used = this.#used();
    // Counters are read only now and then: what was used since the last close is spread evenly over the time since.
    const cpu = now > this.#lastClose ? (used - this.#usedAtClose) / (now - this.#lastClose) : 0;
    while (now >= this.#start + this.#second) {
      const end = this.#start + this.#second;
      this.#queuedTime += this.#queued * (end - this.#at);
      this.#runningTime += this.#running * (end - this.#at);
      this.#buckets.push({
        queued: this.#queuedTime / this.#second,
        running: this.#runningTime / this.#second,
        cpu,
        arrived: this.#arrived,
      });
      this.#queuedTime = 0;
      this.#runningTime = 0;
      this.#arrived = 0;
      this.#start = end;
      this.#at = end;
    }
    this.#usedAtClose = used;
    this.#lastClose = now;
  }
}
