/**
 * The largest family in which Holm can still reject at `alpha` with this many seeds: the smallest two-sided p of the exact
 * signed-rank test is 2 / 2^n (all seeds on one side), and Holm multiplies it by the size of the family.
 * 25 at 10 seeds, 12 at 9, none at 5.
 */
export const largestFamily = (seeds: number, { alpha = 0.05 } = {}): number =>
  Math.floor(alpha * 2 ** (seeds - 1));

/** The fewest seeds with which Holm can reject in a family of this size. */
export function seedsForFamily(family: number, { alpha = 0.05 } = {}): number {
  let seeds = 1;
  while (largestFamily(seeds, { alpha }) < family) seeds++;
  return seeds;
}
