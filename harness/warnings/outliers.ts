import type { Warning } from '../summary.ts';
import type { Doubtful } from '../warning.ts';

export const place = 120;

/** Verdicts that would be others without their outliers (METHOD, rule 10). */
export const warnings = ({ workloads }: Doubtful): Warning[] =>
  workloads.flatMap(({ workload, arms }) =>
    arms.flatMap(({ arm, verdict, outliers }) => {
      if (
        !verdict ||
        !outliers ||
        outliers.seeds.length === 0 ||
        (outliers.wordWithout ?? verdict.word) === verdict.word
      )
        return [];
      const seeds = outliers.seeds.map(({ seed }) => seed);
      return {
        id: 'outliers-decide',
        what: `The verdict on ${arm} on ${workload} hangs on ${seeds.length === 1 ? `seed ${seeds[0]}` : `seeds ${seeds.join(', ')}`}.`,
        why: `With all seeds it is "${verdict.word}", without these outliers (Tukey, beyond 1.5 interquartile ranges) "${outliers.wordWithout}". None was dropped.`,
        advice: 'Look at the traces of these seeds, and run more seeds before you rely on it.',
      };
    }),
  );
