import type { Container } from './engine.ts';

/** Hands waiting requests to free containers, first come first served, one request a container. */
export class Dispatcher {
  /** Waiting requests; `#head` is the first, so that taking one costs nothing. */
  #queue: number[] = [];
  #head = 0;
  readonly #idle = new Set<Container>();
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
    this.#idle.add(container);
  }

  /** It is busy, stopping or gone. */
  notIdle(container: Container): void {
    this.#idle.delete(container);
  }

  /** Hands out as many as there are free containers, longest idle first. */
  dispatch(): void {
    if (this.queued === 0) return;
    for (const container of this.#idle) {
      if (this.queued === 0) break;
      if (!this.#free(container)) continue;
      this.#idle.delete(container);
      this.#hand(this.#take(), container);
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
