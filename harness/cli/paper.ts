import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import type { Engine } from '../engine.ts';
import { loadEngine } from '../engine-file.ts';
import { loadExperiment, type Overrides } from '../experiment-file.ts';
import { type Findings, findings } from '../paper/findings.ts';
import { conduct } from './conduct.ts';
import { interrupted } from './resume.ts';
import { run } from './run.ts';

const reports = fileURLToPath(new URL('../../reports', import.meta.url));
const experiment = 'paper-table2';

interface Options {
  quick?: boolean;
  engine: string;
  resume?: string | true;
  out: string;
}

/*
 * npm run paper -- [--quick] [--engine simulated]
 * Exit code 0: all verdicts are the recorded ones; 1: one is not, or the study is incomplete; 2: the command line is
 * wrong; 130: stopped.
 */
await run(
  new Command('npm run paper --')
    .description(
      'Holds the claims of the DockerAWM report against its own logs, in virtual time and on Docker.',
    )
    .option('--quick', 'two pairs on workload A only: too few to be sure, done in 5 minutes')
    .option('--engine <name>', 'docker, or simulated for virtual time at full scale', 'docker')
    .option('--resume [study]', 'run what an interrupted study lacks; by default the newest')
    .option('--out <folder>', 'where results go', reports)
    .action(async (options: Options) => {
      const out = resolve(options.out);
      const study = options.resume === undefined ? undefined : interrupted(experiment, out, options.resume);
      const engine = await loadEngine(study?.manifest.engine.name ?? options.engine);
      const quick = study?.manifest.quick ?? options.quick ?? false;
      const overrides = study?.manifest.overrides ?? overridesFor(engine, quick);
      let found: Findings | undefined;
      await conduct({
        loaded: await loadExperiment(experiment, overrides),
        engine,
        overrides,
        quick,
        workers: undefined,
        force: false,
        shareHost: false,
        out,
        interrupted: study,
        beside: async (results, store) => {
          found = await findings(results);
          const { paperMarkdown } = await import('../report/paper-markdown.ts');
          store.beside('paper.json', `${JSON.stringify(found)}\n`);
          store.beside('paper.md', paperMarkdown(results, found));
        },
      });
      if (found) tell(found);
    }),
);

/** In virtual time a replay repeated is the same to the byte, and would feign nine observations. */
function overridesFor({ time }: Engine, quick: boolean): Overrides {
  if (time.virtual) return { seeds: 1, timeScale: 1 };
  return quick ? { quick, workloads: ['A'] } : {};
}

function tell({ claims, changed }: Findings): void {
  console.log('');
  for (const { id, verdict, because, measured } of claims) {
    console.log(`${id}: ${verdict}. ${because}`);
    if (measured)
      console.log(`${' '.repeat(id.length)}  on Docker: ${measured.verdict}. ${measured.because}`);
  }
  for (const sentence of changed) console.error(`Changed: ${sentence}`);
  if (changed.length > 0) process.exitCode ||= 1;
}
