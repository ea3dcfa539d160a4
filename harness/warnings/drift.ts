import { rankTrend } from '../stats/rank-trend.ts';
import type { Warning } from '../summary.ts';
import { counts, type Doubtful } from '../warning.ts';

export const place = 100;

/**
 * An arm's values rise or fall with the order in which trials were run (Spearman, 1 % over all arms). A chance: seeds may
 * happen to lie in the order of their difficulty. In virtual time only that is left, so nothing is said.
 */
export function warnings({ declared, rows, facts }: Doubtful): Warning[] {
  if (!facts || rows.every(row => row.ledger === undefined)) return [];
  const families = declared.workloads.flatMap(workload =>
    declared.arms.map(({ label }) => ({ workload, label })),
  );
  return families.flatMap(({ workload, label }) => {
    const mine = rows
      .filter(row => row.workload === workload && row.arm === label && counts(row))
      .toSorted((a, b) => a.block - b.block);
    const values = mine.flatMap(row => row.metrics[declared.primary] ?? []);
    const { rho, p } = rankTrend(values);
    if (!(p * families.length <= 0.01)) return [];
    return {
      id: 'drift',
      what: `The ${declared.primary} of ${label} ${rho > 0 ? 'rose' : 'fell'} over the study on ${workload} (rank correlation ${rho.toFixed(2)}, n = ${values.length}).`,
      why: 'Blocks keep the comparison fair, but a host that changes makes the spread larger, and absolute values doubtful.',
      advice:
        'Let the host settle (heat, background work), and run it again; compare the work probes of the ledger.',
    };
  });
}
