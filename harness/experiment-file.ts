import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { armOf, type BaselineArm } from './baselines/baseline-arm.ts';
import type { Millis } from './clock.ts';
import { complete, type Experiment } from './experiment.ts';
import { checkDefinition, checkExperiment } from './experiment-rules.ts';
import { nearest } from './validation.ts';

/** What the command line may change about an experiment. Empty: as the file says. */
export interface Overrides {
  readonly seeds?: number | readonly number[];
  readonly repetitions?: number;
  readonly timeScale?: number;
  readonly quick?: boolean;
  /** Only the workloads of these names. */
  readonly workloads?: readonly string[];
  /** See `StoppingRule`. */
  readonly until?: number;
  readonly budget?: Millis;
  /** Arms made from the baselines, to be run beside those of the file. */
  readonly baselines?: readonly BaselineArm[];
}

/** An experiment with the file it came from. */
export interface Loaded {
  readonly experiment: Experiment;
  /** The folder of the file, with a separator at its end. */
  readonly from: string;
  readonly file: string;
  readonly sha256: string;
  readonly text: string;
}

const folder = fileURLToPath(new URL('../experiments/', import.meta.url));

/** What may become the name of a folder of results: nothing that leads out of it. */
const sound = /^[a-z0-9][a-z0-9._-]{0,99}$/i;

/** The experiments there are, by name. */
export function experimentNames(from = folder): string[] {
  let files: string[];
  try {
    files = readdirSync(from);
  } catch (cause) {
    throw new Error(
      `Experiments: expected a folder of experiments, found none at ${from}; see --experiments.`,
      {
        cause,
      },
    );
  }
  return files
    .filter(file => file.endsWith('.ts'))
    .map(file => file.slice(0, -3))
    .filter(name => sound.test(name))
    .sort();
}

/** Reads `<name>.ts` of a folder of experiments, fills in the defaults, applies the overrides and checks the rules. */
export async function loadExperiment(
  name: string,
  overrides: Overrides = {},
  from = folder,
): Promise<Loaded> {
  const names = experimentNames(from);
  const known = `${basename(resolve(from))}/${name}.ts`;
  if (!names.includes(name)) {
    throw new Error(
      `Experiment "${name}": expected one of ${names.join(', ') || 'those in the folder, which has none'}, found no such file in ${basename(resolve(from))}/${nearest(name, names)}`,
    );
  }
  const file = join(from, `${name}.ts`);
  const text = readFileSync(file, 'utf8');
  let module: { default?: unknown };
  try {
    module = await import(pathToFileURL(file).href);
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Experiment ${known}: expected a module that loads, found ${found}; mend the file.`, {
      cause,
    });
  }
  const whole = complete(name, checkDefinition(known, module.default));
  const experiment = override(whole, overrides);
  checkExperiment(known, experiment);
  return {
    experiment,
    from,
    file: known,
    sha256: createHash('sha256').update(text).digest('hex'),
    text,
  };
}

function override(
  experiment: Experiment,
  { seeds, repetitions, timeScale, quick, workloads, until, budget, baselines = [] }: Overrides,
): Experiment {
  const asked = seeds ?? (quick ? experiment.quickSeeds : undefined);
  return {
    ...experiment,
    ...(asked === undefined
      ? {}
      : { seeds: typeof asked === 'number' ? Array.from({ length: asked }, (_, i) => i + 1) : asked }),
    ...(workloads === undefined
      ? {}
      : { workloads: experiment.workloads.filter(({ name }) => workloads.includes(name)) }),
    ...(repetitions === undefined ? {} : { repetitions }),
    ...(timeScale === undefined ? {} : { timeScale }),
    ...(until === undefined && budget === undefined
      ? {}
      : {
          stopping: {
            ...experiment.stopping,
            ...(until === undefined ? {} : { until }),
            ...(budget === undefined ? {} : { budget }),
          },
        }),
    arms: [...experiment.arms, ...baselines.map(armOf)],
  };
}
