import { detectableBefore, familySize } from '../declaration.ts';
import { armLabel, type Experiment, type StoppingRule } from '../experiment.ts';
import { intend } from '../intended.ts';
import type { PlannedTrial } from '../plan.ts';
import { largestFamily, seedsForFamily } from '../stats/family-size.ts';
import { fewestSeeds } from '../stats/verdict.ts';

const percent = (ratio: number): string => `${Math.round((ratio - 1) * 100)} %`;

/** How long a study takes at least, wall seconds: its load alone, from first to last arrival and the work behind it. */
export function expectedSeconds(experiment: Experiment, trials: readonly PlannedTrial[]): number {
  const perWorkload = new Map<string, number>();
  for (const workload of experiment.workloads) {
    const { at, work } = intend(workload, experiment.seeds[0] ?? 1);
    const arriving = at.at(-1) ?? 0;
    const working = work.reduce((sum, units) => sum + units, 0) / experiment.settings.paperCores;
    perWorkload.set(workload.name, Math.max(arriving, working) * experiment.timeScale);
  }
  return trials.reduce((sum, trial) => sum + (perWorkload.get(trial.workload) ?? 0), 0) / 1000;
}

export const minutes = (seconds: number): string =>
  seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`;

/** What a study can tell, said before it starts. */
export function promise(experiment: Experiment): string {
  const seeds = experiment.seeds.length;
  if (experiment.arms.length < 2) return 'One arm: nothing is compared.';
  if (experiment.stopping) return stoppingPromise(experiment.stopping);
  const family = familySize(experiment);
  const most = largestFamily(seeds);
  const correction =
    most >= family
      ? ''
      : ` After Holm's correction ${most === 0 ? 'nothing' : `only a family of at most ${most}`} can come out as a difference with so few; this study compares ${family}, for which ${seedsForFamily(family)} seeds are the fewest.`;
  if (seeds < fewestSeeds)
    return `${seeds} ${seeds === 1 ? 'seed is' : 'seeds are'} too few to be sure: no verdict is given below ${fewestSeeds}.${correction}`;
  return `With ${seeds} seeds the smallest difference it can detect in ${experiment.primary.name} is about ${percent(detectableBefore(experiment))} (80 % power, spread ${experiment.spread}).${correction}`;
}

function stoppingPromise({ until, budget }: StoppingRule): string {
  const width =
    until === undefined ? '' : `every interval is within ± ${Number((100 * until).toPrecision(3))} %`;
  const time = budget === undefined ? '' : `${minutes(budget / 1000)} are spent`;
  return `It goes on, seed after seed, until ${[width, time].filter(Boolean).join(' or ')}; looked at from ${fewestSeeds} seeds on.`;
}

export function printPlan(experiment: Experiment, engine: string, trials: readonly PlannedTrial[]): void {
  console.log(`${experiment.name}: ${experiment.question}`);
  console.log(
    `engine ${engine}, time scale ${experiment.timeScale}, arms ${experiment.arms.map(armLabel).join(' | ')}`,
  );
  console.log(promise(experiment));
  for (const { place, block, workload, arm, seed, repetition } of trials) {
    console.log(
      `${String(place).padStart(4)}  block ${block}  ${workload}  seed ${seed}  repetition ${repetition}  ${arm}`,
    );
  }
  console.log(`${trials.length} trials; nothing was run.`);
}
