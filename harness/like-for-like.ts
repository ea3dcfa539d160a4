import type { TrialRow } from './summary.ts';

/**
 * What keeps the trials of a study from being compared, in words; empty when every arm of a workload met the same
 * requests on every seed. Hashes are those of the intended requests, and a trial whose executed requests differed from
 * them is invalid already.
 */
export function unlike(rows: readonly TrialRow[]): string[] {
  const differences: string[] = [];
  const met = new Map<string, TrialRow>();
  for (const row of rows) {
    if (row.state === 'failed') continue;
    const key = `${row.workload}/${row.seed}`;
    const first = met.get(key);
    if (!first) met.set(key, row);
    else if (first.intended !== row.intended) {
      differences.push(
        `on workload ${row.workload}, seed ${row.seed}, trial ${row.trial} was meant to serve other requests than trial ${first.trial}`,
      );
    }
  }
  return differences;
}
