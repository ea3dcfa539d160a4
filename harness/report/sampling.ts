import type { Steps } from '../metrics/step.ts';

/** The values at moments that only rise. */
export function sampled(steps: Steps, moments: readonly number[]): number[] {
  let next = 0;
  return moments.map(moment => {
    while (next < steps.at.length && steps.at[next]! <= moment) next++;
    return next === 0 ? 0 : steps.value[next - 1]!;
  });
}

/** The moments at which any of them changes within [from, to], with both ends; evenly spaced where there are too many. */
export function changePoints(
  functions: readonly Steps[],
  { from, to, most }: { from: number; to: number; most: number },
): number[] {
  const within = functions.flatMap(steps => steps.at.filter(at => at > from && at < to));
  const moments = [...new Set([from, ...within, to])].sort((a, b) => a - b);
  return moments.length <= most ? moments : evenly(from, to, most);
}

/** `n` moments from `from` to `to`, both included. */
export const evenly = (from: number, to: number, n: number): number[] =>
  Array.from({ length: n }, (_, index) => from + ((to - from) * index) / (n - 1));

/** The share of sorted values that is at most `value`, of `of` in all (more than there are values: the rest is unknown). */
export function shareUpTo(sorted: ArrayLike<number>, value: number, of: number = sorted.length): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return of === 0 ? Number.NaN : low / of;
}
