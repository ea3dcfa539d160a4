import type { Millis } from '../clock.ts';
import { fixed } from '../controllers/fixed.ts';
import { armLabel } from '../experiment.ts';
import { coordinateSearch, type Start } from './coordinate-search.ts';
import { playing, type Rehearsed, type Rhythm, rehearse, type Stage } from './rehearsal.ts';

/** A schedule as the `scheduled` controller plays it; paper milliseconds since the load began. */
export interface Schedule {
  /** Containers there at the beginning. */
  readonly kMin: number;
  readonly entries: readonly { readonly at: Millis; readonly containers: number }[];
}

/** What one trial without noise came to, in numbers. */
export interface Figures {
  readonly figures: Readonly<Record<string, number>>;
  readonly peak: number;
}

/** All baselines on one seed of a workload. */
export interface SeedBaselines {
  readonly workload: string;
  readonly seed: number;
  /** By size, from the first of `sizes` on. */
  readonly statics: readonly (Figures & { readonly size: number })[];
  readonly arms: readonly (Figures & { readonly arm: string })[];
  readonly oracle: Figures & {
    readonly value: number;
    readonly schedule: Schedule;
    readonly starts: number;
    readonly evaluations: number;
    /** The search ended by itself, not because its budget was spent. */
    readonly converged: boolean;
  };
}

/**
 * Rehearses every static size and every arm, then looks for the oracle: the best schedule found for the declared
 * objective, from every static size and every arm's own schedule, in that arm's own rhythm. So it is never worse than
 * any of them, where nothing is noisy. `budget` counts the schedules tried beside those starts.
 */
export async function seedBaselines(
  stage: Stage,
  { sizes, budget }: { sizes: readonly number[]; budget: number },
): Promise<SeedBaselines> {
  const { experiment } = stage.twin;
  const statics: { size: number; found: Rehearsed }[] = [];
  for (const size of sizes)
    statics.push({ size, found: await rehearse(stage, { controller: fixed(), kMin: size }) });
  const arms: { arm: string; found: Rehearsed }[] = [];
  for (const arm of experiment.arms) arms.push({ arm: armLabel(arm), found: await rehearse(stage, arm) });

  // Schedules are evaluated once for each rhythm in which they are played.
  const rhythms = new Map<string, Rhythm>();
  const starts = [...statics, ...arms].map(({ found }): Start<Rhythm> => {
    const key = JSON.stringify(found.rhythm);
    const how = rhythms.get(key) ?? found.rhythm;
    rhythms.set(key, how);
    return { sizes: found.sizes, how, known: { value: found.value, used: found.sizes.length } };
  });
  // What arms were told late or never is no business of a schedule.
  const { twin } = stage;
  const observing = { ...twin.experiment, observe: { delay: 0, drop: 0 } };
  const undisturbed: Stage = { ...stage, twin: { ...twin, experiment: observing } };
  const play = (sizes: readonly number[], how: Rhythm): Promise<Rehearsed> =>
    rehearse(undisturbed, playing(sizes, how, 'oracle'));
  const {
    sizes: best,
    how,
    evaluations,
    converged,
  } = await coordinateSearch(
    starts,
    async (sizes, how) => {
      const { value, sizes: played } = await play(sizes, how);
      return { value, used: played.length };
    },
    { least: 1, most: experiment.kMax, budget: budget + starts.length },
  );
  const found = await play(best, how);
  return {
    workload: stage.workload.name,
    seed: stage.seed,
    statics: statics.map(({ size, found }) => ({ size, ...figuresOf(found) })),
    arms: arms.map(({ arm, found }) => ({ arm, ...figuresOf(found) })),
    oracle: {
      ...figuresOf(found),
      value: found.value,
      schedule: scheduleOf(found),
      starts: starts.length,
      evaluations,
      converged,
    },
  };
}

const figuresOf = ({ figures, peak }: Rehearsed): Figures => ({ figures: figures(), peak: peak() });

/** Only changes are entries. */
export function scheduleOf({ sizes, times }: Pick<Rehearsed, 'sizes' | 'times'>): Schedule {
  const entries = sizes.flatMap((containers, i) =>
    i === 0 || containers === sizes[i - 1] ? [] : [{ at: times[i]!, containers }],
  );
  return { kMin: sizes[0]!, entries };
}
