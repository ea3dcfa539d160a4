import { basename, join } from 'node:path';
import { today } from '../clock.ts';
import { declare, detectableBefore, hashOf } from '../declaration.ts';
import type { Engine, EngineFacts } from '../engine.ts';
import type { Loaded, Overrides } from '../experiment-file.ts';
import { codeFacts, hostFacts } from '../host.ts';
import { ownLease } from '../lease.ts';
import type { Manifest } from '../manifest.ts';
import { plan } from '../plan.ts';
import { claimFolder, disclaim, openStore, type Store } from '../store.ts';

/** A study that may run: its folder, what is told about it, and what the engine is to be taken for. */
export interface Begun {
  readonly store: Store;
  readonly manifest: Manifest;
  readonly facts: EngineFacts;
}

/** As it was typed: scripts bear the names of their files. */
export const commandLine = (): string => {
  const [, script = '', ...args] = process.argv;
  return ['npm run', basename(script, '.ts'), ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
};

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
  /** The folder that results of all experiments go into. */
  readonly out: string;
}

/** Begins a study in a folder of its own; the manifest is there before the first trial. */
export async function begin(
  { loaded, engine, overrides, quick, shareHost, out }: Wishes,
  signal: AbortSignal,
): Promise<Begun> {
  const { experiment } = loaded;
  const began = today();
  const moment = began.toISOString().slice(0, 19).replaceAll(':', '-');
  const folder = claimFolder(join(out, experiment.name), moment);
  const study = basename(folder);
  const store = openStore(folder);
  const known = await circumstances(loaded);
  const how = { study, shareHost, signal, tell: (line: string) => console.log(line) };
  let facts: EngineFacts;
  try {
    facts = await engine.prepare(experiment.settings, experiment.timeScale, how);
  } catch (error) {
    disclaim(folder);
    throw error;
  }
  const manifest: Manifest = {
    format: 1,
    study,
    startedAt: began.toISOString(),
    command: commandLine(),
    ...known,
    engine: { name: engine.name, facts },
    detectable: detectableBefore(experiment),
    quick,
    overrides,
    resumed: [],
  };
  store.manifest(manifest);
  store.note('study.began', { owner: ownLease() });
  return { store, manifest, facts };
}
