import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { Tinypool } from 'tinypool';
import { controllerCatalogue } from '../controller-catalogue.ts';
import { loadExperiment } from '../experiment-file.ts';
import { firstTrainingSeed } from '../tuning.ts';
import type { TuningAnswer, TuningJob } from '../tuning-worker.ts';
import { nearest } from '../validation.ts';
import { run, wholeNumber } from './run.ts';

/*
 * npm run tune [-- <experiment> [controllers…]]
 * The search behind the options in experiments/controllers.ts. Prints a line a controller; changes no file.
 */
await run(
  new Command('npm run tune --')
    .description('Tries every combination of each controller’s grid in virtual time, on seeds no study uses.')
    .argument('[experiment]', 'whose loads, loop and primary metric count', 'controllers')
    .argument('[controllers...]', 'only these; by default all that have a grid')
    .option('--seeds <n>', `training seeds: ${firstTrainingSeed} and up`, wholeNumber('--seeds', 1), 10)
    .option('--k-min <n>', 'containers at the beginning', wholeNumber('--k-min', 1), 2)
    .action(async (experiment: string, asked: string[], { seeds, kMin }: { seeds: number; kMin: number }) => {
      const { primary, workloads } = (await loadExperiment(experiment)).experiment;
      const tunable = (await controllerCatalogue()).filter(({ grid }) => grid).map(({ name }) => name);
      const unknown = asked.find(name => !tunable.includes(name));
      if (unknown !== undefined)
        throw new Error(
          `Controller "${unknown}": expected one of ${tunable.join(', ')}${nearest(unknown, tunable)}`,
        );
      const list = workloads.map(({ name }) => name).join(', ');
      console.log(
        `Geometric mean of ${primary.name} over ${list} and training seeds ${firstTrainingSeed} … ${firstTrainingSeed + seeds - 1}:`,
      );
      const pool = new Tinypool({
        filename: new URL('../tuning-worker.ts', import.meta.url).href,
        maxThreads: availableParallelism(),
        isolateWorkers: false,
      });
      const jobs = (asked.length > 0 ? asked : tunable).map(async controller => {
        const job: TuningJob = { experiment, controller, seeds, kMin };
        const answer: TuningAnswer = await pool.run(job);
        const { combinations, ratio, options } = answer;
        console.log(
          `${controller.padEnd(20)} × ${ratio.toFixed(3)} of its defaults, best of ${combinations}: { ${options} }`,
        );
      });
      await Promise.all(jobs);
      await pool.destroy();
    }),
);
