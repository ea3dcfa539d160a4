import type { Warning } from '../summary.ts';
import type { Doubtful } from '../warning.ts';

export const place = 10;

/** Not all that was planned was run. */
export const warnings = ({ planned, rows }: Doubtful): Warning[] =>
  rows.length >= planned
    ? []
    : [
        {
          id: 'interrupted',
          what: `${rows.length} of ${planned} planned trials were run.`,
          why: 'The study was interrupted; what is shown rests on the trials that ended.',
          advice: 'Run it again with --resume to finish the rest.',
        },
      ];
