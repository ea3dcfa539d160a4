/** Static sizes to compare an elastic arm with at equal cost. */
export interface Bracket {
  readonly arm: string;
  /** The dearest static size that costs no more than the arm, and the cheapest that costs no less; null: there is none. */
  readonly below: number | null;
  readonly above: number | null;
  /** The most containers that the arm had at once. */
  readonly peak: number;
}

/**
 * Finds the two static sizes whose cost brackets an arm's (METHOD, rule 16). Cost need not grow with size, since few
 * containers work longer: of sizes that cost the same the larger is named, which waits less.
 */
export function bracketOf(
  { arm, cost, peak }: { arm: string; cost: number; peak: number },
  statics: readonly { readonly size: number; readonly cost: number }[],
): Bracket {
  const nearest = (fits: (gap: number) => boolean): number | null => {
    const fitting = statics.filter(one => fits(one.cost - cost));
    fitting.sort((a, b) => Math.abs(a.cost - cost) - Math.abs(b.cost - cost) || b.size - a.size);
    return fitting[0]?.size ?? null;
  };
  return { arm, below: nearest(gap => gap <= 0), above: nearest(gap => gap >= 0), peak };
}
