/**
 * The quantile `p` (0 to 1) of values that are sorted upwards, interpolated linearly between the order statistics around
 * (n − 1)·p: type 7 of Hyndman & Fan 1996, American Statistician 50, as in R, NumPy and spreadsheets. NaN when empty.
 * (simple-statistics has type 2.)
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = (sorted.length - 1) * p;
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (above - below) * (place - Math.floor(place));
}
