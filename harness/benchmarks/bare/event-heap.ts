/**
 * The barest heap of events there is: times and numbers in typed arrays, no objects, no callbacks, nothing to take back.
 * Only benchmarks use it, as the limit beside which the clock and the trial are shown.
 */
export class EventHeap {
  readonly #due: Float64Array;
  readonly #what: Int32Array;
  size = 0;

  constructor(capacity: number) {
    this.#due = new Float64Array(capacity);
    this.#what = new Int32Array(capacity);
  }

  /** When the first event is due. */
  get due(): number {
    return this.#due[0]!;
  }

  push(due: number, what: number): void {
    let at = this.size++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (this.#due[up]! <= due) break;
      this.#due[at] = this.#due[up]!;
      this.#what[at] = this.#what[up]!;
      at = up;
    }
    this.#due[at] = due;
    this.#what[at] = what;
  }

  /** Takes the first event away and says what it is. */
  pop(): number {
    const first = this.#what[0]!;
    const size = --this.size;
    const due = this.#due[size]!;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && this.#due[child + 1]! < this.#due[child]!) child++;
      if (this.#due[child]! >= due) break;
      this.#due[at] = this.#due[child]!;
      this.#what[at] = this.#what[child]!;
      at = child;
    }
    this.#due[at] = due;
    this.#what[at] = this.#what[size]!;
    return first;
  }
}
