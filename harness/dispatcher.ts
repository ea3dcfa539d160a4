import type { Container } from './engine.ts';

/** Hands waiting requests to free containers, first come first served, one request a container. */
export class Dispatcher {
  /** Waiting requests; `#head` is the first, so that taking one costs nothing. */
  #queue: number[] = [];
  #head = 0;
  /** Longest idle first. An array, since there are few and a set would rehash itself every few requests. */
  readonly #idle: Container[] = [];
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
    if (!this.#idle.includes(container)) this.#idle.push(container);
  }

  /** It is busy, stopping or gone. */
  notIdle(container: Container): void {
    const at = this.#idle.indexOf(container);
    if (at >= 0) this.#idle.splice(at, 1);
  }

  /** Hands out as many as there are free containers, longest idle first. */
  dispatch(): void {
    if (this.queued === 0) return;
    for (let at = 0; at < this.#idle.length && this.queued > 0; ) {
      const container = this.#idle[at]!;
      if (this.#free(container)) {
        if (at === 0) this.#idle.shift();
        else this.#idle.splice(at, 1);
        this.#hand(this.#take(), container);
      } else at++;
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
