import type { Warning } from '../summary.ts';
import { counts, type Doubtful } from '../warning.ts';

export const place = 50;

/** Wall milliseconds by which one request in a hundred may be sent late (METHOD, rule 11). */
const most = 5;

/** The harness did not keep its promise of an open loop. */
export function warnings({ rows }: Doubtful): Warning[] {
  const known = rows.filter(counts).map(row => row.metrics['lateness.sends.p99'] ?? 0);
  const late = known.filter(value => value > most);
  if (late.length === 0) return [];
  return [
    {
      id: 'late-sends',
      what: `Requests were sent late in ${late.length} of ${known.length} trials: p99 up to ${Math.max(...late).toFixed(1)} ms, ${most} ms are accepted.`,
      why: 'Responses count from the intended arrival, so the lateness of the harness is in them, for every arm alike.',
      advice: 'Close what else runs on this host, or raise the time scale.',
    },
  ];
}
