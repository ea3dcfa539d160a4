import { Command } from 'commander';
import { loadEngine } from '../engine-file.ts';
import { experimentNames, loadExperiment, type Overrides } from '../experiment-file.ts';
import { plan } from '../plan.ts';
import { conduct } from './conduct.ts';
import { printPlan } from './plan-text.ts';
import { positiveNumber, run, wholeNumber } from './run.ts';

interface Options {
  list?: boolean;
  dryRun?: boolean;
  quick?: boolean;
  engine?: string;
  seeds?: number;
  repetitions?: number;
  timeScale?: number;
  workers?: number;
}

/*
 * npm run experiment -- <name> [options]
 * Exit code 0: the study is complete; 1: it is not, or could not be run; 2: the command line is wrong; 130: stopped.
 */
await run(
  new Command('npm run experiment --')
    .description('Runs an experiment: every arm against the same seeded requests, then draws its page.')
    .argument('[name]', 'a file in experiments/, without .ts')
    .option('--list', 'list the experiments and their questions')
    .option('--dry-run', 'print the plan, run nothing')
    .option('--quick', 'few seeds, to see that everything works; too few to be sure')
    .option('--engine <name>', 'docker or simulated; by default what the experiment says')
    .option('--seeds <n>', 'seeds 1 … n instead of those of the experiment', wholeNumber('--seeds', 1))
    .option('--repetitions <n>', 'times each seed is run', wholeNumber('--repetitions', 1))
    .option(
      '--time-scale <x>',
      'wall time per paper time, 0.1 runs 600 s in 60 s',
      positiveNumber('--time-scale'),
    )
    .option('--workers <n>', 'threads for an engine in virtual time', wholeNumber('--workers', 1))
    .action(async (name: string | undefined, options: Options) => {
      if (options.list || name === undefined) return list(name === undefined && !options.list);
      const overrides: Overrides = {
        ...(options.seeds === undefined ? {} : { seeds: options.seeds }),
        ...(options.repetitions === undefined ? {} : { repetitions: options.repetitions }),
        ...(options.timeScale === undefined ? {} : { timeScale: options.timeScale }),
        ...(options.quick ? { quick: true } : {}),
      };
      const loaded = await loadExperiment(name, overrides);
      const engineName = options.engine ?? loaded.experiment.engine;
      const engine = await loadEngine(engineName);
      if (options.dryRun) return printPlan(loaded.experiment, engineName, plan(loaded.experiment));
      await conduct({ loaded, engine, overrides, quick: options.quick ?? false, workers: options.workers });
    }),
);

async function list(unasked: boolean): Promise<void> {
  if (unasked) console.log('Which experiment? npm run experiment -- <name>; there are:\n');
  for (const name of experimentNames()) {
    const { experiment } = await loadExperiment(name);
    console.log(`${name.padEnd(24)} ${experiment.question}`);
  }
  if (unasked) process.exitCode = 2;
}
