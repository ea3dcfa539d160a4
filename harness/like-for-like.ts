import { differences } from './conditions.ts';
import type { TrialRow } from './summary.ts';

/** More would be the same thing said again. */
const most = 20;

/**
 * What keeps the trials of a study from being compared, in words; empty when every arm of a workload met the same
 * requests on every seed, and everything but the arm was equal (METHOD, rule 2). Hashes are those of the intended
 * requests, and a trial whose executed requests differed from them is invalid already; host, image and code are those
 * of the manifest, one for the whole study, unless it was resumed by force though they had `changed`.
 */
export function unlike(rows: readonly TrialRow[], changed: readonly string[] = []): string[] {
  const found = changed.map(what => `some trials were run before, some after a change of ${what}`);
  const met = new Map<string, TrialRow>();
  const first = rows.find(row => row.state !== 'failed' && row.conditions);
  for (const row of rows) {
    if (row.state === 'failed' || found.length >= most) continue;
    const key = `${row.workload}/${row.seed}`;
    const before = met.get(key);
    if (!before) met.set(key, row);
    else if (before.intended !== row.intended) {
      found.push(
        `on workload ${row.workload}, seed ${row.seed}, trial ${row.trial} was meant to serve other requests than trial ${before.trial}`,
      );
    }
    if (!row.conditions || !first?.conditions) continue;
    for (const difference of differences(row.conditions, first.conditions))
      found.push(`trial ${row.trial} differs from trial ${first.trial} in ${difference}`);
  }
  return found.slice(0, most);
}
