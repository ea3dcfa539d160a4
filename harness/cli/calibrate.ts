import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { mean } from 'simple-statistics';
import { today } from '../clock.ts';
import { lookAtHost, type Sightings } from '../engines/docker/calibrate.ts';
import { STUDY } from '../engines/docker/labels.ts';
import { profileOf } from '../engines/docker/profile-of.ts';
import { keepProfile } from '../store.ts';
import { positiveNumber, run } from './run.ts';

const usual = fileURLToPath(new URL('../../reports/profile.json', import.meta.url));

/*
 * npm run calibrate [-- --out FILE]
 * Exit code 0: measured; 1: no engine, or it fails; 2: the command line is wrong.
 */
await run(
  new Command('npm run calibrate --')
    .description(
      'Measures this host for the simulated engine: about a minute, in which nothing else should run.',
    )
    .option('--out <file>', 'where the profile goes', usual)
    .option(
      '--paper-cores <n>',
      'the quota of a container is usable cores / n, as in the experiments',
      positiveNumber('--paper-cores'),
      3.75,
    )
    .action(async ({ out, paperCores }: { out: string; paperCores: number }) => {
      const labels = { [STUDY]: 'calibration' };
      const { seen, host } = await lookAtHost({ paperCores, labels, tell: line => console.log(line) });
      const profile = profileOf(seen, `${host}; npm run calibrate, ${today().toISOString().slice(0, 10)}`);
      tell(seen);
      const file = resolve(out);
      keepProfile(file, profile);
      console.log(`\n${JSON.stringify(profile, null, 2)}\n\nProfile: ${file}`);
      console.log(
        `Simulate this host: DOCKERAWM_PROFILE=${file} npm run experiment -- <name> --engine simulated`,
      );
    }),
);

function tell({ alone, together, stops, cores, spells, loaded }: Sightings): void {
  const shown = (values: readonly number[]): string =>
    `mean ${mean([...values]).toFixed(0)} ms (${values.map(ms => ms.toFixed(0)).join(' ')})`;
  console.log(`\nA start alone: ${shown(alone)}`);
  for (const { underWay, took, span } of together)
    console.log(
      `${underWay} starts under way: ${shown(took)}, one every ${(span / took.length).toFixed(0)} ms`,
    );
  console.log(`A stop: ${shown(stops)}`);
  for (const { nominal, took } of spells) console.log(`Work of ${nominal} ms at the quota: ${shown(took)}`);
  console.log(
    `A start while ${loaded.containers} are busy: ${shown(loaded.took)}; they use ${loaded.coresBefore.toFixed(2)} cores before and ${loaded.cores.toFixed(2)} meanwhile`,
  );
  for (const { containers, usableCores, stepsPerCpuMs } of cores)
    console.log(
      `${containers} busy containers: ${usableCores} cores, ${stepsPerCpuMs.toFixed(0)} steps a millisecond of a core`,
    );
}
