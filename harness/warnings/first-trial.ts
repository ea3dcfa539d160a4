import { tukey } from '../stats/tukey.ts';
import type { Warning } from '../summary.ts';
import { counts, type Doubtful } from '../warning.ts';

export const place = 90;

/** Below this many trials of an arm quartiles tell nothing. */
const fewest = 8;

/**
 * The first trial lies beyond the outer fence of its arm: something that only the first one meets (a cold cache, a first
 * pull) is in it. Compared is each trial's log ratio to the mean of its block, since blocks differ in difficulty.
 */
export const warnings = ({ declared, rows }: Doubtful): Warning[] =>
  declared.workloads.flatMap(workload => {
    const mine = rows.filter(row => row.workload === workload && counts(row));
    const first = mine.toSorted((a, b) => a.block - b.block)[0];
    const logOf = ({ metrics }: (typeof mine)[number]): number => Math.log(metrics[declared.primary] ?? 0);
    const blocks = [...Map.groupBy(mine, row => row.block).values()].filter(block =>
      block.every(row => Number.isFinite(logOf(row))),
    );
    // The first row of the plan is the first that was run; in the rows of a block that order is kept.
    if (!first || blocks.length < fewest || blocks[0]![0] !== first) return [];
    const unlikeOf = (block: typeof mine): number => {
      const own = block.find(row => row.arm === first.arm);
      const others = block.filter(row => row !== own);
      const middle = others.reduce((sum, row) => sum + logOf(row), 0) / Math.max(1, others.length);
      return own ? logOf(own) - middle : Number.NaN;
    };
    const values = blocks.map(unlikeOf).filter(Number.isFinite);
    const { classes } = tukey(values);
    if (!classes[0]?.endsWith('severe')) return [];
    return {
      id: 'first-trial',
      what: `The first trial, ${first.trial}, is unlike the other ${values.length - 1} of ${first.arm} on ${workload}.`,
      why: `Its ${declared.primary} is ${classes[0] === 'high severe' ? 'far above' : 'far below'} what its arm shows in the other blocks (beyond 3 interquartile ranges).`,
      advice:
        'Run the study again on a host that is warm; if it repeats, look what only the first trial meets.',
    };
  });
