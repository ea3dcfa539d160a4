import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { changesSince, engineChanges } from '../changes.ts';
import { today } from '../clock.ts';
import { cutOff, readJournal } from '../journal.ts';
import { fateOf, ownLease } from '../lease.ts';
import type { Manifest } from '../manifest.ts';
import { readBaselines, readManifest } from '../results.ts';
import { openStore, tidy } from '../store.ts';
import { type Begun, circumstances, commandLine, tellFolder, type Wishes } from './begin.ts';

/** A study that is to be gone on with. */
export interface Interrupted {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** The study that --resume means: that folder, or the newest of the experiment. */
export function interrupted(experiment: string, out: string, asked: string | true): Interrupted {
  const folder = asked === true ? newest(join(out, experiment)) : named(join(out, experiment), asked);
  const manifest = readManifest(folder);
  if (manifest.declared.experiment !== experiment) {
    throw new Error(
      `${folder}: expected a study of ${experiment}, found one of ${manifest.declared.experiment}; name that experiment.`,
    );
  }
  const owner = readJournal(folder).findLast(line => line.owner)?.owner;
  if (owner && fateOf(owner) === 'alive')
    throw new Error(`${folder}: process ${owner.pid} still runs this study; wait for it, or stop it.`);
  return { folder, manifest };
}

function newest(studies: string): string {
  const found = existsSync(studies) ? readdirSync(studies).sort() : [];
  const study = found.findLast(one => existsSync(join(studies, one, 'manifest.json')));
  if (study) return join(studies, study);
  throw new Error(`--resume: expected a study in ${studies}, found none; run it without --resume.`);
}

/** A path, or the bare name of a study. */
function named(studies: string, asked: string): string {
  const known = basename(asked) === asked ? join(studies, asked) : resolve(asked);
  if (existsSync(join(known, 'manifest.json'))) return known;
  throw new Error(
    `--resume: expected a results folder with a manifest, found none at ${known}; see ${studies}.`,
  );
}

/** Makes ready to run what a study lacks; refuses when what decides its results has changed, unless forced to. */
export async function resume(
  { loaded, engine, overrides, shareHost, force }: Wishes & { force: boolean },
  { folder, manifest }: Interrupted,
  signal: AbortSignal,
): Promise<Begun> {
  const now = await circumstances(loaded);
  const changes = changesSince(manifest, now);
  if (changes.length > 0 && !force) throw new Error(refusal(folder, changes));
  tellFolder(folder);
  const { experiment } = loaded;
  const known = manifest.engine.facts;
  const facts = await engine.prepare(experiment.settings, experiment.timeScale, {
    study: manifest.study,
    shareHost,
    known,
    signal,
    tell: line => console.log(line),
  });
  changes.push(...engineChanges(known, facts));
  if (changes.length > 0 && !force) throw new Error(refusal(folder, changes));
  tidy(folder);
  const store = openStore(folder);
  const forced = changes.length > 0 ? { forced: changes } : {};
  const resumed: Manifest = {
    ...manifest,
    resumed: [...manifest.resumed, { at: today().toISOString(), command: commandLine(), ...forced }],
  };
  store.manifest(resumed);
  for (const trial of cutOff(readJournal(folder)))
    store.note('trial.cut-off', {
      trial,
      note: `Trial ${trial} was cut off and is run again whole.`,
    });
  store.note('study.resumed', {
    owner: ownLease(),
    note:
      changes.length > 0
        ? `The study was resumed by force, though this had changed: ${changes.join('; ')}.`
        : 'The study was interrupted and resumed.',
  });
  return { store, manifest: resumed, facts, loaded, overrides, baselines: readBaselines(folder) };
}

const refusal = (folder: string, changes: readonly string[]): string =>
  `${folder}: expected everything to be as when the study began, found changed: ${changes.join('; ')}; undo that, run the experiment anew, or add --force, which the manifest records.`;
