import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { SeedBaselines } from './baselines/seed-baselines.ts';
import { requestsCsv, trialsCsv } from './csv.ts';
import { type JournalEvent, mendJournal, writeJournal } from './journal.ts';
import type { Lease } from './lease.ts';
import type { Manifest } from './manifest.ts';
import type { Profile } from './profile.ts';
import { MOST } from './results/parts.ts';
import type { Baselines, Summary, TrialRow } from './summary.ts';
import type { Trace } from './trace.ts';

/** The results folder takes no more: nothing that is run from here on could be kept. */
export class StoreBroken extends Error {
  override readonly name = 'StoreBroken';
}

/** The baselines of a study: as the summary has them, and seed by seed with the oracle's schedules. */
export interface KeptBaselines {
  readonly format: 1;
  readonly baselines: Baselines;
  readonly seeds: readonly SeedBaselines[];
}

/** Their file in the results folder. */
export const BASELINES = 'baselines.json';

/** Keeps what a study finds, each file whole or not at all: written beside its place, synced, then renamed. */
export interface Store {
  readonly folder: string;
  manifest(manifest: Manifest): void;
  trace(trace: Trace): void;
  /** A trial that gave no trace has ended as well. */
  failed(row: TrialRow): void;
  note(event: JournalEvent, more?: { trial?: string; note?: string; owner?: Lease }): void;
  /** A file of the experiment's own, beside the others. */
  beside(name: string, text: string): void;
  summary(summary: Summary, traces: (trial: string) => Trace | undefined): void;
}

/** Opens a results folder and makes it where it is not there. Throws StoreBroken when it cannot be written. */
export function openStore(folder: string): Store {
  const guarded = <T>(write: () => T): T => {
    try {
      return write();
    } catch (cause) {
      throw brokenBy(folder, cause);
    }
  };
  const whole = (name: string, text: string): void =>
    inPieces(join(folder, name), function* () {
      yield text;
    });
  guarded(() => mkdirSync(join(folder, 'trials'), { recursive: true }));
  return {
    folder,
    manifest: manifest =>
      guarded(() => whole('manifest.json', `${JSON.stringify(manifest, boundless, 2)}\n`)),
    trace: trace => guarded(() => writeTrace(join(folder, 'trials', `${trace.header.trial}.jsonl`), trace)),
    failed: row =>
      guarded(() =>
        whole(join('trials', `${row.trial}.failed.json`), `${JSON.stringify({ format: 1, row })}\n`),
      ),
    note: (event, more) => guarded(() => writeJournal(folder, event, more)),
    beside: (name, text) => guarded(() => whole(name, text)),
    summary: (summary, traces) =>
      guarded(() => {
        whole('summary.json', `${JSON.stringify(summary, boundless, 1)}\n`);
        whole('trials.csv', trialsCsv(summary));
        inPieces(join(folder, 'requests.csv'), () => requestsCsv(summary, traces));
      }),
  };
}

/** Makes a folder of that name, or of that name and a number where another study was first. */
export function claimFolder(parent: string, name: string): string {
  for (let nth = 1; ; nth++) {
    const folder = join(parent, nth === 1 ? name : `${name}-${nth}`);
    try {
      mkdirSync(parent, { recursive: true });
      mkdirSync(folder);
      return folder;
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST' && nth < 100) continue;
      throw brokenBy(folder, cause);
    }
  }
}

/** Keeps what was measured of a host where the simulated engine is told to look for it. */
export function keepProfile(file: string, profile: Profile): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    inPieces(file, function* () {
      yield `${JSON.stringify(profile, null, 2)}\n`;
    });
  } catch (cause) {
    throw brokenBy(dirname(file), cause);
  }
}

/** Gives a claimed folder back that nothing was written into. */
export function disclaim(folder: string): void {
  try {
    rmdirSync(join(folder, 'trials'));
    rmdirSync(folder);
  } catch {
    // something is in it, and stays
  }
}

/** Removes what a killed process or a stopped thread was writing, before the study goes on or ends. */
export function tidy(folder: string): void {
  try {
    for (const place of [folder, join(folder, 'trials')])
      for (const file of readdirSync(place))
        if (/\.part$|^index\.html\.\d+$/.test(file)) rmSync(join(place, file));
    mendJournal(folder);
  } catch (cause) {
    throw brokenBy(folder, cause);
  }
}

const remedies: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; make room',
  EDQUOT: 'the disk quota is used up; make room',
  EROFS: 'the file system is read-only; choose another folder with --out',
  EACCES: 'this user may not write there; choose another folder with --out',
  EPERM: 'this user may not write there; choose another folder with --out',
  ENOTDIR: 'a part of its path is no folder; choose another with --out',
};

/** What the file system says, as a sentence; whatever else went wrong as it is. */
function brokenBy(folder: string, cause: unknown): unknown {
  if (!(cause instanceof Error && 'syscall' in cause && 'code' in cause)) return cause;
  const why = remedies[String(cause.code)] ?? `${cause.message}; see to it`;
  return new StoreBroken(
    `Results folder ${folder}: expected to be able to write, but ${why}. What was kept so far is whole.`,
    { cause },
  );
}

const estimated = new Set(['detectable', 'point', 'low', 'high']);

/** Two seeds that are far apart tell of any ratio: what is larger than files hold is written as infinity is, as null. */
const boundless = (field: string, value: unknown): unknown =>
  typeof value === 'number' && Math.abs(value) > MOST && estimated.has(field) ? null : value;

/** In pieces, since a million events are no string to hold at once. */
function writeTrace(file: string, trace: Trace): void {
  inPieces(file, function* () {
    yield `${JSON.stringify(trace.header)}\n`;
    for (const event of trace.events) yield `${JSON.stringify(event)}\n`;
  });
}

function inPieces(file: string, pieces: () => Iterable<string>): void {
  const temporary = `${file}.part`;
  const handle = openSync(temporary, 'w');
  let done = false;
  try {
    let held = '';
    for (const piece of pieces()) {
      held += piece;
      if (held.length < 1 << 18) continue;
      writeAll(handle, held);
      held = '';
    }
    writeAll(handle, held);
    fsyncSync(handle);
    done = true;
  } finally {
    closeSync(handle);
    if (!done) rmSync(temporary, { force: true });
  }
  renameSync(temporary, file);
}

/** A full disk may take a part only; the next write then says why. */
function writeAll(handle: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
}
