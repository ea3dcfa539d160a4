import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import { loadEngine } from '../engine-file.ts';
import { experimentNames, loadExperiment, type Overrides } from '../experiment-file.ts';
import { plan } from '../plan.ts';
import { conduct } from './conduct.ts';
import { followUp } from './follow-up.ts';
import { printPlan } from './plan-text.ts';
import { interrupted } from './resume.ts';
import { duration, percentage, positiveNumber, run, wholeNumber } from './run.ts';

const reports = fileURLToPath(new URL('../../reports', import.meta.url));
const experiments = fileURLToPath(new URL('../../experiments', import.meta.url));

interface Options {
  list?: boolean;
  dryRun?: boolean;
  quick?: boolean;
  engine?: string;
  seeds?: number;
  repetitions?: number;
  timeScale?: number;
  workers?: number;
  resume?: string | true;
  force?: boolean;
  shareHost?: boolean;
  until?: number;
  budget?: number;
  baselines?: boolean;
  live?: boolean;
  page: boolean;
  out: string;
  experiments: string;
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
    .option(
      '--resume [study]',
      'run what an interrupted study lacks; by default the newest of the experiment',
    )
    .option('--force', 'resume though the experiment, the code or the host has changed; the manifest tells')
    .option('--share-host', 'run beside another study on the same engine; each then disturbs the other')
    .option(
      '--until <x%>',
      'go on, seed after seed, until every headline is that narrow: 5% is × or ÷ 1.05',
      percentage('--until'),
    )
    .option(
      '--budget <time>',
      'go on no longer than that: 30m, 2h, 90s; in virtual time what the trials would take',
      duration('--budget'),
    )
    .option('--baselines', 'also run the static sizes at equal cost and the oracle’s schedules, as arms')
    .option('--no-page', 'draw no page; "npm run report" does, another time')
    .option('--live', 'serve the page while the study runs, on a free port of 127.0.0.1')
    .option('--out <folder>', 'where results go', reports)
    .option('--experiments <folder>', 'where experiments are', experiments)
    .action(async (name: string | undefined, options: Options) => {
      const from = resolve(options.experiments);
      if (options.list || name === undefined) return list(from, name === undefined && !options.list);
      const out = resolve(options.out);
      const study = options.resume === undefined ? undefined : interrupted(name, out, options.resume);
      const overrides = study ? asThen(options, study.manifest.overrides) : overridesOf(options);
      const loaded = await loadExperiment(name, overrides, from);
      const engineName = study?.manifest.engine.name ?? options.engine ?? loaded.experiment.engine;
      const engine = await loadEngine(engineName);
      if (options.dryRun) return printPlan(loaded.experiment, engineName, plan(loaded.experiment));
      const {
        workers,
        quick = false,
        force = false,
        shareHost = false,
        baselines = false,
        live = false,
        page,
      } = options;
      const how = { quick, workers, force, shareHost, baselines, live, page, out };
      const beside = followUp(loaded.experiment, engine);
      await conduct({ loaded, engine, overrides, ...how, interrupted: study, beside });
    }),
);

function overridesOf({ seeds, repetitions, timeScale, quick, until, budget }: Options): Overrides {
  return {
    ...(seeds === undefined ? {} : { seeds }),
    ...(repetitions === undefined ? {} : { repetitions }),
    ...(timeScale === undefined ? {} : { timeScale }),
    ...(quick ? { quick: true } : {}),
    ...(until === undefined ? {} : { until }),
    ...(budget === undefined ? {} : { budget }),
  };
}

/** A resumed study is run as it was begun. */
function asThen(options: Options, then: Overrides): Overrides {
  const again = (
    ['engine', 'seeds', 'repetitions', 'timeScale', 'quick', 'until', 'budget', 'baselines'] as const
  ).find(key => options[key] !== undefined);
  if (again === undefined) return then;
  const flag = `--${again.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
  throw new CommanderError(
    2,
    'usage',
    `--resume: expected no ${flag}, found it; a study is resumed as it was begun`,
  );
}

async function list(from: string, unasked: boolean): Promise<void> {
  if (unasked) console.log('Which experiment? npm run experiment -- <name>; there are:\n');
  for (const name of experimentNames(from)) {
    const { experiment } = await loadExperiment(name, {}, from);
    console.log(`${name.padEnd(24)} ${experiment.question}`);
  }
  if (unasked) process.exitCode = 2;
}
