import type { CataloguedController } from './controller-catalogue.ts';
import type { Engine } from './engine.ts';
import type { Arm, Experiment } from './experiment.ts';
import { plan, resolve } from './plan.ts';
import { runTrial } from './trial.ts';

/** The first of the seeds on which controllers are tuned; experiments use lower ones. */
export const firstTrainingSeed = 1001;

type Options = Readonly<Record<string, unknown>>;

/** What a combination of options came to. */
export interface Tried {
  readonly options: Options;
  /** Geometric mean of the experiment's primary metric over its workloads and the training seeds. */
  readonly score: number;
}

export interface Tuned {
  readonly controller: string;
  /** With all options at their defaults. */
  readonly defaults: Tried;
  /** Of all combinations, the defaults among them; the earlier one where two are equal. */
  readonly best: Tried;
  readonly combinations: number;
}

/** Every combination of a grid's values. */
export function combinations(grid: NonNullable<CataloguedController['grid']>): Options[] {
  let all: Options[] = [{}];
  for (const [option, values = []] of Object.entries(grid))
    all = all.flatMap(options => values.map(value => ({ ...options, [option]: value })));
  return all;
}

/**
 * The one search by which every controller is tuned alike: all combinations of its grid, on the experiment's workloads,
 * each with `seeds` training seeds that no experiment uses, for the best geometric mean of its primary metric.
 */
export async function tune(
  { name, controller, grid }: CataloguedController,
  {
    experiment,
    engine,
    seeds,
    kMin,
  }: { experiment: Experiment; engine: Engine; seeds: number; kMin: number },
): Promise<Tuned | undefined> {
  if (!controller || !grid) return undefined;
  if (experiment.seeds.some(seed => seed >= firstTrainingSeed)) {
    throw new Error(
      `Tuning for ${experiment.name}: expected test seeds below ${firstTrainingSeed}, found ${Math.max(...experiment.seeds)}; controllers are tuned on those from ${firstTrainingSeed} on.`,
    );
  }
  const candidates = [{}, ...combinations(grid)];
  const scores = await scoresOf(
    candidates.map((options, i) => ({ controller: controller(options), kMin, label: String(i) })),
    { experiment, engine, seeds },
  );
  const tried = candidates.map((options, i): Tried => ({ options, score: scores[i]! }));
  const sign = experiment.primary.better === 'lower' ? 1 : -1;
  const best = tried.reduce((best, next) => (sign * next.score < sign * best.score ? next : best));
  return { controller: name, defaults: tried[0]!, best, combinations: tried.length };
}

async function scoresOf(
  arms: readonly Arm[],
  { experiment, engine, seeds }: { experiment: Experiment; engine: Engine; seeds: number },
): Promise<number[]> {
  const training: Experiment = {
    ...experiment,
    arms,
    seeds: Array.from({ length: seeds }, (_, i) => firstTrainingSeed + i),
    seedsFor: {},
    repetitions: 1,
  };
  const facts = await engine.prepare(training.settings, training.timeScale);
  const logs = arms.map(() => 0);
  const trials = plan(training);
  for (const planned of trials) {
    const trace = await runTrial({
      experiment: training,
      planned,
      ...resolve(training, planned),
      engine,
      facts,
      study: 'tuning',
    });
    logs[Number(planned.arm)]! += Math.log(training.primary.of(trace));
  }
  return logs.map(sum => Math.exp(sum / (trials.length / arms.length)));
}
