import type { Millis } from '../clock.ts';

/** A step function: `value[i]` holds from `at[i]` until `at[i + 1]`, both ends for ever; 0 before the first step. */
export interface Steps {
  readonly at: readonly Millis[];
  readonly value: readonly number[];
}

/** [from, to): what happens at `from` belongs to it, what happens at `to` does not. */
export interface Span {
  readonly from: Millis;
  readonly to: Millis;
}

/** Traces keep microseconds, so that one instant may be written down as two that differ by one: they are taken as one. */
export const INSTANT: Millis = 0.002;

/** Of [time, value] in order of time. The last value of an instant counts; what changes nothing is no step. */
export function stepsOf(points: Iterable<readonly [at: Millis, value: number]>): Steps {
  const at: Millis[] = [];
  const value: number[] = [];
  for (const [time, level] of points) {
    const last = at.length - 1;
    if (last >= 0 && time - at[last]! <= INSTANT) {
      value[last] = level;
      if (level === (value[last - 1] ?? 0)) {
        at.pop();
        value.pop();
      }
    } else if (level !== (value[last] ?? 0)) {
      at.push(time);
      value.push(level);
    }
  }
  return { at, value };
}

/** Of [time, by how much], in any order: adds them up. Changes at no time (NaN, never) are left out. */
export function countOf(changes: Iterable<readonly [at: Millis, by: number]>): Steps {
  const ordered = [...changes].filter(([at]) => Number.isFinite(at)).sort(([a], [b]) => a - b);
  function* levels(): Generator<readonly [Millis, number]> {
    let level = 0;
    for (const [at, by] of ordered) {
      level += by;
      yield [at, level];
    }
  }
  return stepsOf(levels());
}

/** The place of the last step that is not after `time`, or in the same instant; -1 before the first. */
function placeOf({ at }: Steps, time: Millis): number {
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at[middle]! <= time + INSTANT) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export const valueAt = (steps: Steps, time: Millis): number => steps.value[placeOf(steps, time)] ?? 0;

/** The value that a step at `time`, or in the same instant, put an end to. */
export const valueBefore = (steps: Steps, time: Millis): number => valueAt(steps, time - 3 * INSTANT);

/** The integral of f(a, b) over the span, piece by piece between the change points of both. NaN where the span is. */
export function integrate(span: Span, a: Steps, b: Steps, f: (a: number, b: number) => number): number {
  if (!(span.from <= span.to)) return Number.NaN;
  let i = placeOf(a, span.from);
  let j = placeOf(b, span.from);
  let time = span.from;
  let sum = 0;
  while (time < span.to) {
    const nextA = a.at[i + 1] ?? Number.POSITIVE_INFINITY;
    const nextB = b.at[j + 1] ?? Number.POSITIVE_INFINITY;
    const until = Math.min(nextA, nextB, span.to);
    sum += f(a.value[i] ?? 0, b.value[j] ?? 0) * (until - time);
    if (nextA <= until) i++;
    if (nextB <= until) j++;
    time = until;
  }
  return sum;
}

export const area = (span: Span, steps: Steps): number => integrate(span, steps, steps, value => value);

/** The mean over the span, weighted by time. */
export const mean = (span: Span, a: Steps, b: Steps, f: (a: number, b: number) => number): number =>
  integrate(span, a, b, f) / (span.to - span.from);

/** The greatest value within the span. */
export function peak(span: Span, steps: Steps): number {
  if (!(span.from <= span.to)) return Number.NaN;
  let most = valueAt(steps, span.from);
  for (let i = placeOf(steps, span.from) + 1; i < steps.at.length && steps.at[i]! < span.to - INSTANT; i++) {
    most = Math.max(most, steps.value[i]!);
  }
  return most;
}

/** The sum of the absolute changes within the span; the value that it begins with is no change. */
export function movement(span: Span, steps: Steps): number {
  if (!(span.from <= span.to)) return Number.NaN;
  let sum = 0;
  for (let i = placeOf(steps, span.from) + 1; i < steps.at.length && steps.at[i]! < span.to - INSTANT; i++) {
    sum += Math.abs(steps.value[i]! - (steps.value[i - 1] ?? 0));
  }
  return sum;
}
