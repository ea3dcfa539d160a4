import type { Warning } from '../summary.ts';
import { counts, type Doubtful } from '../warning.ts';

export const place = 110;

/** An arm whose controller may scale, and never did: it was compared as if it were a static size. */
export const warnings = ({ declared, rows }: Doubtful): Warning[] =>
  declared.arms.flatMap(({ label, passive }) => {
    const mine = rows.filter(row => row.arm === label && counts(row));
    const known = mine.filter(row => row.metrics['scaling.started'] != null);
    const acted = known.some(
      ({ metrics }) => (metrics['scaling.started'] ?? 0) + (metrics['scaling.stopped'] ?? 0) > 0,
    );
    if (passive || known.length === 0 || acted) return [];
    return {
      id: 'never-scaled',
      what: `${label} never changed its number of containers in ${known.length} trials.`,
      why: 'What was compared is a static size, not its rule for scaling.',
      advice:
        'Look at the reasons of its decisions, and give it load that calls for scaling, or other bounds.',
    };
  });
