import { basename, join, relative } from 'node:path';
import { baselineArms } from '../baselines/baseline-arm.ts';
import { today } from '../clock.ts';
import { declare, detectableBefore, hashOf } from '../declaration.ts';
import type { Engine, EngineFacts } from '../engine.ts';
import { type Loaded, loadExperiment, type Overrides } from '../experiment-file.ts';
import { codeFacts, hostFacts } from '../host.ts';
import { ownLease } from '../lease.ts';
import type { Manifest } from '../manifest.ts';
import { plan } from '../plan.ts';
import { BASELINES, claimFolder, disclaim, type KeptBaselines, openStore, type Store } from '../store.ts';
import { makeBaselines } from './make-baselines.ts';

/** A study that may run: its folder, what is told about it, and what the engine is to be taken for. */
export interface Begun {
  readonly store: Store;
  readonly manifest: Manifest;
  readonly facts: EngineFacts;
  /** With the arms that baselines have added. */
  readonly loaded: Loaded;
  readonly overrides: Overrides;
  readonly baselines: KeptBaselines | undefined;
}

/** As it was typed: scripts bear the names of their files. */
export const commandLine = (): string => {
  const [, script = '', ...args] = process.argv;
  return ['npm run', basename(script, '.ts'), ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
};

/** Told first of all, so that whoever stops a study knows where to look. */
export function tellFolder(folder: string): void {
  const near = relative(process.cwd(), folder);
  console.log(`Results: ${near.startsWith('..') ? folder : near}`);
}

/** What is told about a study before its engine is asked. */
export async function circumstances(loaded: Loaded) {
  const declared = declare(loaded.experiment);
  return {
    declared,
    declaredHash: hashOf(declared),
    source: { file: loaded.file, sha256: loaded.sha256, text: loaded.text },
    code: await codeFacts(),
    host: hostFacts(),
    plan: plan(loaded.experiment),
  };
}

/** How the command line wants a study run. */
export interface Wishes {
  readonly loaded: Loaded;
  readonly engine: Engine;
  readonly overrides: Overrides;
  readonly quick: boolean;
  readonly shareHost: boolean;
  readonly workers: number | undefined;
  /** Runs the baselines beside the arms, too. */
  readonly baselines?: boolean;
  /** The folder that results of all experiments go into. */
  readonly out: string;
}

/** Begins a study in a folder of its own; the manifest is there before the first trial. */
export async function begin(wishes: Wishes, signal: AbortSignal): Promise<Begun> {
  const { engine, quick, shareHost, out } = wishes;
  const { experiment } = wishes.loaded;
  const began = today();
  const moment = began.toISOString().slice(0, 19).replaceAll(':', '-');
  const folder = claimFolder(join(out, experiment.name), moment);
  const study = basename(folder);
  tellFolder(folder);
  const store = openStore(folder);
  const how = { study, shareHost, signal, tell: (line: string) => console.log(line) };
  let facts: EngineFacts;
  let baselines: KeptBaselines | undefined;
  try {
    facts = await engine.prepare(experiment.settings, experiment.timeScale, how);
    baselines = await makeBaselines({ ...wishes, facts }, { signal, workers: wishes.workers });
  } catch (error) {
    disclaim(folder);
    throw error;
  }
  const { loaded, overrides } = await withBaselines(wishes, baselines);
  const known = await circumstances(loaded);
  const manifest: Manifest = {
    format: 1,
    study,
    startedAt: began.toISOString(),
    command: commandLine(),
    ...known,
    engine: { name: engine.name, facts },
    detectable: detectableBefore(loaded.experiment),
    quick,
    overrides,
    resumed: [],
  };
  // A study begins to exist with its manifest, so that whoever resumes it finds everything else there already.
  if (baselines) store.beside(BASELINES, `${JSON.stringify(baselines, null, 1)}\n`);
  store.manifest(manifest);
  store.note('study.began', { owner: ownLease() });
  return { store, manifest, facts, loaded, overrides, baselines };
}

/** The experiment with its baselines as arms, where they are wished for. */
async function withBaselines(
  { loaded, overrides, baselines: wished }: Wishes,
  made: KeptBaselines | undefined,
): Promise<{ loaded: Loaded; overrides: Overrides }> {
  if (!wished || !made) return { loaded, overrides };
  const { name, arms } = loaded.experiment;
  const already = arms.filter(({ controller }) => controller.name === 'fixed').map(({ kMin }) => kMin);
  const more: Overrides = {
    ...overrides,
    baselines: baselineArms(made.baselines.workloads, made.seeds, already),
  };
  return { loaded: await loadExperiment(name, more, loaded.from), overrides: more };
}
