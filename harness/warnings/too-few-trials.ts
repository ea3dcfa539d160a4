import type { Warning } from '../summary.ts';
import type { Doubtful } from '../warning.ts';

export const place = 30;

/** Arms about which the seeds at hand allow no verdict, with the number of seeds that would. */
export const warnings = ({ declared, workloads, stopping }: Doubtful): Warning[] =>
  workloads.flatMap(({ workload, arms }) =>
    arms
      .filter(arm => arm.arm !== declared.reference && arm.verdict?.word === 'not enough trials')
      .map(({ arm, seeds, verdict }) => ({
        id: 'too-few-trials',
        what: `${arm} has ${seeds} ${seeds === 1 ? 'seed' : 'seeds'} on ${workload}; about ${verdict?.wouldDo ?? 9} would do.`,
        why:
          seeds < 9
            ? 'Below 9 seeds no exact test can tell a difference from chance after correction.'
            : stopping?.until
              ? `Its interval is wider than the ± ${percent(stopping.until)} that was asked for, or the family too large for so few seeds.`
              : 'The family of comparisons is too large for so few seeds: no p can be small enough after correction.',
        advice: `Run with --seeds ${Math.max(10, verdict?.wouldDo ?? 10)} or more${stopping?.budget ? ', or with a larger --budget' : ''}.`,
      })),
  );

const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;
