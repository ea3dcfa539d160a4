import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { complete, type Experiment } from './experiment.ts';
import { checkDefinition, checkExperiment } from './experiment-rules.ts';
import { nearest } from './validation.ts';

/** What the command line may change about an experiment. Empty: as the file says. */
export interface Overrides {
  readonly seeds?: number | readonly number[];
  readonly repetitions?: number;
  readonly timeScale?: number;
  readonly quick?: boolean;
}

/** An experiment with the file it came from. */
export interface Loaded {
  readonly experiment: Experiment;
  readonly file: string;
  readonly sha256: string;
  readonly text: string;
}

const folder = fileURLToPath(new URL('../experiments/', import.meta.url));

/** The experiments there are, by name. */
export const experimentNames = (from = folder): string[] =>
  readdirSync(from)
    .filter(file => file.endsWith('.ts'))
    .map(file => file.slice(0, -3))
    .sort();

/** Reads `experiments/<name>.ts`, fills in the defaults, applies the overrides and checks the rules. */
export async function loadExperiment(
  name: string,
  overrides: Overrides = {},
  from = folder,
): Promise<Loaded> {
  const names = experimentNames(from);
  if (!names.includes(name)) {
    throw new Error(
      `Experiment "${name}": expected one of ${names.join(', ')}, found no such file in experiments/${nearest(name, names)}`,
    );
  }
  const file = `${from}${name}.ts`;
  const text = readFileSync(file, 'utf8');
  let module: { default?: unknown };
  try {
    module = await import(pathToFileURL(file).href);
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `Experiment experiments/${name}.ts: expected a module that loads, found ${found}; mend the file.`,
      { cause },
    );
  }
  const whole = complete(name, checkDefinition(`experiments/${name}.ts`, module.default));
  const experiment = override(whole, overrides);
  checkExperiment(`experiments/${name}.ts`, experiment);
  return {
    experiment,
    file: `experiments/${name}.ts`,
    sha256: createHash('sha256').update(text).digest('hex'),
    text,
  };
}

function override(experiment: Experiment, { seeds, repetitions, timeScale, quick }: Overrides): Experiment {
  const asked = seeds ?? (quick ? experiment.quickSeeds : undefined);
  return {
    ...experiment,
    ...(asked === undefined
      ? {}
      : { seeds: typeof asked === 'number' ? Array.from({ length: asked }, (_, i) => i + 1) : asked }),
    ...(repetitions === undefined ? {} : { repetitions }),
    ...(timeScale === undefined ? {} : { timeScale }),
  };
}
