import type { Warning } from '../summary.ts';
import { counts, type Doubtful } from '../warning.ts';

export const place = 60;

/** Slots that began later than a tenth of their length, at the 99th percentile (METHOD, rule 11). */
export function warnings({ declared, rows }: Doubtful): Warning[] {
  const most = (declared.loop.slot * declared.timeScale) / 10;
  const known = rows.filter(counts).map(row => row.metrics['lateness.slots.p99'] ?? 0);
  const late = known.filter(value => value > most);
  if (late.length === 0) return [];
  return [
    {
      id: 'late-slots',
      what: `Slots began late in ${late.length} of ${known.length} trials: p99 up to ${Math.max(...late).toFixed(0)} ms, against ${most.toFixed(0)} ms that are accepted.`,
      why: 'A late slot decides and hands out work late, in every arm alike; small differences may drown in it.',
      advice: 'Close what else runs on this host, or raise the time scale.',
    },
  ];
}
