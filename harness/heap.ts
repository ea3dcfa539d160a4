/**
 * A binary heap of items by the time they are due; among equals the one pushed first comes first, so that ties are always
 * decided the same way. Times lie in a typed array: as fields of objects they would be boxed, and a comparison would
 * chase two pointers. Written here because virtual time lives on it: see `npm run bench`.
 */
export class Heap<T> {
  #due = new Float64Array(64);
  /** Place in the order of pushing; a double, since an integer of 32 bits would not do for 10^10 events. */
  #order = new Float64Array(64);
  readonly #items: T[] = [];
  #pushed = 0;

  get size(): number {
    return this.#items.length;
  }

  /** When the first is due; infinite where there is none. */
  get due(): number {
    return this.#items.length > 0 ? this.#due[0]! : Number.POSITIVE_INFINITY;
  }

  peek(): T | undefined {
    return this.#items[0];
  }

  push(due: number, item: T): void {
    const items = this.#items;
    let at = items.length;
    if (at === this.#due.length) this.#grow();
    const dues = this.#due;
    const orders = this.#order;
    items.push(item);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (dues[up]! <= due) break; // it was pushed before, so it wins a tie
      dues[at] = dues[up]!;
      orders[at] = orders[up]!;
      items[at] = items[up]!;
      at = up;
    }
    dues[at] = due;
    orders[at] = this.#pushed++;
    items[at] = item;
  }

  pop(): T | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    const size = items.length;
    if (top === undefined || last === undefined || size === 0) return top;
    const dues = this.#due;
    const orders = this.#order;
    const due = dues[size]!;
    const order = orders[size]!;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      const other = child + 1;
      if (other < size && before(dues[other]!, orders[other]!, dues[child]!, orders[child]!)) child = other;
      if (!before(dues[child]!, orders[child]!, due, order)) break;
      dues[at] = dues[child]!;
      orders[at] = orders[child]!;
      items[at] = items[child]!;
      at = child;
    }
    dues[at] = due;
    orders[at] = order;
    items[at] = last;
    return top;
  }

  #grow(): void {
    const [dues, orders] = [this.#due, this.#order];
    this.#due = new Float64Array(dues.length * 2);
    this.#due.set(dues);
    this.#order = new Float64Array(orders.length * 2);
    this.#order.set(orders);
  }
}

const before = (due: number, order: number, otherDue: number, otherOrder: number): boolean =>
  due < otherDue || (due === otherDue && order < otherOrder);
