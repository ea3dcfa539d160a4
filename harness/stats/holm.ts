/**
 * Holm's step-down adjustment of the p values of one family, in the order given: the smallest is multiplied by m, the
 * next by m − 1 and so on, each at least as large as the one before (Holm 1979, Scand. J. Statist. 6). Rejecting where the
 * result is at most 0.05 errs anywhere in the family in at most 5 % of studies.
 */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((_, index) => index).sort((a, b) => ps[a]! - ps[b]!);
  const adjusted = new Array<number>(ps.length);
  let least = 0;
  order.forEach((index, place) => {
    least = Math.max(least, Math.min(1, ps[index]! * (ps.length - place)));
    adjusted[index] = least;
  });
  return adjusted;
}
