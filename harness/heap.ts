import { wider } from './column.ts';

const FIRST_ROOM = 64;

/**
 * A binary heap of items by the time they are due; among equals the one pushed first comes first, so that ties are always
 * decided the same way. What moves about are numbers in typed arrays; an item stays in its slot from push to pop, since
 * moving pointers would have the garbage collector told at every step. Written here because virtual time lives on it:
 * see `npm run bench`.
 */
export class Heap<T> {
  #due = new Float64Array(FIRST_ROOM);
  /** Where the item of that place lies. */
  #slot = new Int32Array(FIRST_ROOM);
  /** By slot, like the items: place in the order of pushing. A double, since there may be 10^10. */
  #order = new Float64Array(FIRST_ROOM);
  readonly #items: (T | undefined)[] = [];
  readonly #freeSlots: number[] = [];
  #size = 0;
  #pushed = 0;

  /** How many wait, those that were taken back included until their time comes. */
  get size(): number {
    return this.#size;
  }

  /** How many were ever pushed: after a push, its ticket. */
  get pushed(): number {
    return this.#pushed;
  }

  /** When the first is due; infinite where there is none. */
  get due(): number {
    return this.#size > 0 ? this.#due[0]! : Number.POSITIVE_INFINITY;
  }

  /** The first; undefined where there is none, or it was taken back. */
  peek(): T | undefined {
    return this.#size > 0 ? this.#items[this.#slot[0]!] : undefined;
  }

  /** Gives the slot, with which and the ticket it can be taken back. */
  push(due: number, item: T): number {
    let at = this.#size++;
    if (at === this.#due.length) this.#grow();
    const slot = this.#freeSlots.pop() ?? at;
    this.#items[slot] = item;
    this.#order[slot] = ++this.#pushed;
    const dues = this.#due;
    const slots = this.#slot;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (dues[up]! <= due) break; // it was pushed before, so it wins a tie
      dues[at] = dues[up]!;
      slots[at] = slots[up]!;
      at = up;
    }
    dues[at] = due;
    slots[at] = slot;
    return slot;
  }

  /** Takes the first off the heap; undefined where there is none, or it was taken back. */
  pop(): T | undefined {
    if (this.#size === 0) return undefined;
    const dues = this.#due;
    const slots = this.#slot;
    const top = slots[0]!;
    const item = this.#items[top];
    this.#items[top] = undefined;
    this.#order[top] = 0;
    this.#freeSlots.push(top);
    const size = --this.#size;
    const due = dues[size]!;
    const slot = slots[size]!;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      let least = dues[child]!;
      if (child + 1 < size) {
        const other = dues[child + 1]!;
        if (other < least || (other === least && this.#earlier(slots[child + 1]!, slots[child]!))) {
          child++;
          least = other;
        }
      }
      if (due < least || (due === least && this.#earlier(slot, slots[child]!))) break;
      dues[at] = least;
      slots[at] = slots[child]!;
      at = child;
    }
    dues[at] = due;
    slots[at] = slot;
    return item;
  }

  /** Leaves its place empty; harmless when it was popped already. */
  takeBack(slot: number, ticket: number): void {
    if (this.#order[slot] === ticket) this.#items[slot] = undefined;
  }

  /** Which of two that are due together was pushed first. */
  #earlier(slot: number, other: number): boolean {
    return this.#order[slot]! < this.#order[other]!;
  }

  #grow(): void {
    this.#due = wider(this.#due);
    this.#slot = wider(this.#slot);
    this.#order = wider(this.#order);
  }
}
