import { type CataloguedController, controllerCatalogue } from './controller-catalogue.ts';
import { loadEngine } from './engine-file.ts';
import { loadExperiment } from './experiment-file.ts';
import { type Tuned, tune } from './tuning.ts';

/** A controller to be tuned, as it is handed to a worker thread: names, since functions cannot be sent. */
export interface TuningJob {
  readonly experiment: string;
  readonly controller: string;
  readonly seeds: number;
  readonly kMin: number;
}

/** What came of it, with options in words, since they may hold functions. */
export interface TuningAnswer extends Omit<Tuned, 'best' | 'defaults'> {
  readonly ratio: number;
  readonly options: string;
}

/** `target: 0.7, window: 60000`; a thing with a name is told by it, a function without one by its place in the grid. */
const inWords = (
  options: Readonly<Record<string, unknown>>,
  grid: CataloguedController['grid'] = {},
): string =>
  Object.entries(options)
    .map(([option, value]) => {
      const nth = `value ${(grid[option]?.indexOf(value) ?? 0) + 1} of its grid`;
      const told = (_: string, inner: unknown): unknown =>
        typeof inner === 'function' ? nth : ((inner as { name?: string } | null)?.name ?? inner);
      return `${option}: ${JSON.stringify(value, told)}`;
    })
    .join(', ');

/** What a worker thread does. */
export default async function work(job: TuningJob): Promise<TuningAnswer | undefined> {
  const { experiment } = await loadExperiment(job.experiment);
  const engine = await loadEngine('simulated');
  const found = (await controllerCatalogue()).find(({ name }) => name === job.controller);
  const tuned = found && (await tune(found, { experiment, engine, seeds: job.seeds, kMin: job.kMin }));
  if (!tuned) return undefined;
  const { controller, combinations, best, defaults } = tuned;
  return {
    controller,
    combinations,
    ratio: best.score / defaults.score,
    options: inWords(best.options, found.grid),
  };
}
