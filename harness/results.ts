import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from './manifest.ts';
import { postHoc } from './post-hoc.ts';
import { BASELINES, type KeptBaselines } from './store.ts';
import type { Summary, TrialRow } from './summary.ts';
import type { Trace, TraceEvent, TrialHeader } from './trace.ts';

/** A study as it lies in its folder; everything a page needs. */
export interface Results {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly summary: Summary;
  /** Reads and parses a trial's raw trace, each time anew. */
  trace(trial: string): Trace;
}

/** Reads `manifest.json` and `summary.json` of a results folder; traces follow on demand from `trials/<trial>.jsonl`. */
export function readResults(folder: string, fresh?: Summary): Results {
  const manifest = readManifest(folder);
  const summary = fresh ?? formatOne<Summary>(join(folder, 'summary.json'));
  return {
    folder,
    manifest,
    summary: stamped(manifest, summary),
    trace: trial => readTrace(join(folder, 'trials', `${trial}.jsonl`), trial),
  };
}

/** A summary that rests on a declaration of before the first trial, or is stamped where it does not. */
function stamped(manifest: Manifest, summary: Summary): Summary {
  const stamps = postHoc(manifest, summary).filter(
    ({ what }) => !summary.warnings.some(warning => warning.what === what),
  );
  return stamps.length === 0 ? summary : { ...summary, warnings: [...stamps, ...summary.warnings] };
}

/** Reads the manifest of a results folder. */
export const readManifest = (folder: string): Manifest => formatOne<Manifest>(join(folder, 'manifest.json'));

function formatOne<T extends { format: 1 }>(file: string): T {
  const found = parsed<T>(read(file), file);
  if (found?.format !== 1) {
    throw new Error(
      `${file}: expected format 1, found ${found?.format ?? 'none'}; read it with the version that wrote it.`,
    );
  }
  return found;
}

/** The baselines of a study, where it has any. */
export const readBaselines = (folder: string): KeptBaselines | undefined => {
  const file = join(folder, BASELINES);
  return existsSync(file) ? formatOne<KeptBaselines>(file) : undefined;
};

/** The row of a trial that gave no trace. */
export const readFailed = (file: string): TrialRow => formatOne<{ format: 1; row: TrialRow }>(file).row;

/** Reads and checks a raw trace; it must be that of the trial that is asked for. */
export function readTrace(file: string, trial: string): Trace {
  const lines = read(file).trimEnd().split('\n');
  const header = parsed<TrialHeader>(lines[0]!, `${file}:1`);
  if (header?.type !== 'trial' || header.format !== 1) {
    throw new Error(`${file}:1: expected the header of a trial in format 1, found something else.`);
  }
  if (header.trial !== trial)
    throw new Error(`${file}:1: expected the trace of trial ${trial}, found that of ${header.trial}.`);
  const events = lines.slice(1).map((line, index) => {
    const event = parsed<TraceEvent>(line, `${file}:${index + 2}`);
    if (typeof event?.type !== 'string' || typeof event.at !== 'number') {
      throw new Error(`${file}:${index + 2}: expected an event with "type" and "at", found something else.`);
    }
    return event;
  });
  return { header, events };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`${file}: expected a file of a results folder, and it cannot be read.`, { cause });
  }
}

function parsed<T>(text: string, where: string): T {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${where}: expected JSON, found something else; it may have been cut off.`, { cause });
  }
}
