import type { TrialRow, Warning } from '../summary.ts';
import { counts, type Doubtful } from '../warning.ts';

export const place = 35;

/** Workloads whose seeds all ask for the same requests: their intervals speak of the measurement alone. */
export const warnings = ({ declared, rows }: Doubtful): Warning[] =>
  declared.workloads.flatMap(workload => {
    const mine = rows.filter(row => row.workload === workload && counts(row));
    const seeds = distinct(mine, row => row.seed);
    if (seeds < 2 || distinct(mine, row => row.intended) > 1) return [];
    return [
      {
        id: 'one-workload',
        what: `The ${seeds} seeds of ${workload} are the same requests, measured ${seeds} times.`,
        why: 'So its interval covers measurement noise on this one workload, not other workloads.',
        advice: 'To speak of a kind of workload, use one whose requests the seed decides.',
      },
    ];
  });

const distinct = (rows: readonly TrialRow[], of: (row: TrialRow) => unknown): number =>
  new Set(rows.map(of)).size;
