/**
 * Twice the rank of each value among all, smallest first; equal values share the mean of their ranks. Doubled, so that
 * mid-ranks such as 2.5 stay whole numbers and can be counted exactly.
 */
export function doubledMidRanks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to++;
    // Ranks from + 1 … to + 1: twice their mean is their sum's ends.
    for (let at = from; at <= to; at++) ranks[order[at]!] = from + to + 2;
    from = to + 1;
  }
  return ranks;
}
