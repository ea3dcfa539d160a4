import type { Warning } from '../summary.ts';
import { counts, type Doubtful } from '../warning.ts';

export const place = 40;

/** Requests that used up their retries, or needed some. */
export function warnings({ rows }: Doubtful): Warning[] {
  const sum = (metric: string): number =>
    rows.filter(counts).reduce((total, row) => total + (row.metrics[metric] ?? 0), 0);
  const [failed, retries] = [sum('requests.failed'), sum('requests.retries')];
  if (failed === 0 && retries === 0) return [];
  const worst = rows.filter(counts).toSorted((a, b) => troubles(b) - troubles(a))[0]!;
  return [
    {
      id: 'failed-requests',
      what: `${failed} requests failed and ${retries} tries were repeated; most in ${worst.trial}.`,
      why: 'A failed request enters no wait and no response, so an arm that loses requests looks better than it is.',
      advice:
        'See the trace of that trial for the reasons, and compare the arms’ violations of the target too.',
    },
  ];
}

const troubles = ({ metrics }: Doubtful['rows'][number]): number =>
  1000 * (metrics['requests.failed'] ?? 0) + (metrics['requests.retries'] ?? 0);
