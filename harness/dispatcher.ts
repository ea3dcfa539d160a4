import type { Container } from './engine.ts';

/** Hands waiting requests to free containers, first come first served, one request a container. */
export class Dispatcher {
  /** Waiting requests; `#head` is the first, so that taking one costs nothing. */
  #queue: number[] = [];
  #head = 0;
  /**
   * Longest idle first, from `#first` on. An array, since there are few and a set would rehash itself every few requests;
   * what is taken from its front is swept away now and then, since to move the others up each time would cost more.
   */
  readonly #idle: Container[] = [];
  #first = 0;
  readonly #hand: (request: number, container: Container) => void;
  /** Whether an idle container counts as free: the checker. */
  readonly #free: (container: Container) => boolean;

  constructor(
    hand: (request: number, container: Container) => void,
    free: (container: Container) => boolean,
  ) {
    this.#hand = hand;
    this.#free = free;
  }

  get queued(): number {
    return this.#queue.length - this.#head;
  }

  enqueue(request: number): void {
    this.#queue.push(request);
  }

  /** Back to the front: a request whose container died has waited long enough. */
  putBack(request: number): void {
    if (this.#head > 0) this.#queue[--this.#head] = request;
    else this.#queue.unshift(request);
  }

  nowIdle(container: Container): void {
    if (!this.#idle.includes(container, this.#first)) this.#idle.push(container);
  }

  /** It is busy, stopping or gone. */
  notIdle(container: Container): void {
    const at = this.#idle.indexOf(container, this.#first);
    if (at >= 0) this.#remove(at);
  }

  /** Hands out as many as there are free containers, longest idle first. */
  dispatch(): void {
    let passedOver = 0;
    while (this.queued > 0 && this.#first + passedOver < this.#idle.length) {
      const at = this.#first + passedOver;
      const container = this.#idle[at]!;
      if (this.#free(container)) {
        this.#remove(at);
        this.#hand(this.#take(), container);
      } else passedOver++;
    }
  }

  #remove(at: number): void {
    if (at > this.#first) this.#idle.splice(at, 1);
    else if (++this.#first === 64) {
      this.#idle.splice(0, this.#first);
      this.#first = 0;
    }
  }

  #take(): number {
    const request = this.#queue[this.#head++]!;
    if (this.#head > 1024 && this.#head * 2 > this.#queue.length) {
      this.#queue = this.#queue.slice(this.#head);
      this.#head = 0;
    }
    return request;
  }
}
