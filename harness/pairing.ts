import type { SeedPair } from './stats/contrast.ts';
import type { TrialRow } from './summary.ts';

/** The seeds that both arms have a number for on a metric, with all their repetitions. */
export function pairsOf(
  arm: readonly TrialRow[],
  reference: readonly TrialRow[],
  metric: string,
): SeedPair[] {
  const [mine, theirs] = [valuesBySeed(arm, metric), valuesBySeed(reference, metric)];
  return [...mine]
    .sort(([a], [b]) => a - b)
    .flatMap(([seed, values]) => {
      const others = theirs.get(seed);
      return others ? [{ seed, arm: values, reference: others }] : [];
    });
}

/** The values of a metric, repetitions together; seeds without any are left out. */
export function valuesBySeed(rows: readonly TrialRow[], metric: string): Map<number, number[]> {
  const values = new Map<number, number[]>();
  for (const { seed, metrics } of rows) {
    const value = metrics[metric];
    if (value === null || value === undefined) continue;
    const known = values.get(seed);
    if (known) known.push(value);
    else values.set(seed, [value]);
  }
  return values;
}
