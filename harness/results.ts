import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type JournalLine, readJournal } from './journal.ts';
import type { Manifest } from './manifest.ts';
import { postHoc } from './post-hoc.ts';
import { disagreement } from './results/agree.ts';
import { baselinesSchema } from './results/baselines.ts';
import { manifestSchema } from './results/manifest.ts';
import { readJson, readTrace } from './results/read.ts';
import { summarySchema } from './results/summary.ts';
import { BASELINES, type KeptBaselines } from './store.ts';
import type { Summary } from './summary.ts';
import type { Trace } from './trace.ts';

/** A study as it lies in its folder; everything a page needs. */
export interface Results {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly summary: Summary;
  /** What happened to the study while it was run. */
  readonly journal: readonly JournalLine[];
  /** Reads, parses and checks a trial's raw trace, each time anew. */
  trace(trial: string): Trace;
}

/**
 * Reads and checks `manifest.json`, `summary.json` and the journal of a results folder; traces follow on demand from
 * `trials/<trial>.jsonl`. Whatever is not as it was written is refused in a sentence.
 */
export function readResults(folder: string, fresh?: Summary): Results {
  const manifest = readManifest(folder);
  const file = join(folder, 'summary.json');
  const told = fresh ?? readJson(file, summarySchema);
  const wrong = disagreement(manifest, told);
  if (wrong) throw new Error(`${file}: expected ${wrong}; restore the folder.`);
  const summary = stamped(manifest, told);
  const rows = new Map(summary.trials.map(row => [row.trial, row]));
  return {
    folder,
    manifest,
    summary,
    journal: readJournal(folder),
    trace: trial => {
      const row = rows.get(trial);
      if (!row) throw new Error(`${file}: expected a row of trial ${trial}, found none.`);
      const name = join(folder, 'trials', `${row.trial}.jsonl`);
      const trace = readTrace(name, trial);
      const { arm, workload, seed, repetition, intended } = trace.header;
      const same = { arm, workload, seed, repetition, intended };
      for (const key of ['arm', 'workload', 'seed', 'repetition', 'intended'] as const)
        if (same[key] !== row[key])
          throw new Error(`${name}:1: expected ${key} ${row[key]} as in summary.json, found ${same[key]}.`);
      return trace;
    },
  };
}

/** A summary that rests on a declaration of before the first trial, or is stamped where it does not. */
function stamped(manifest: Manifest, summary: Summary): Summary {
  const stamps = postHoc(manifest, summary).filter(
    ({ what }) => !summary.warnings.some(warning => warning.what === what),
  );
  return stamps.length === 0 ? summary : { ...summary, warnings: [...stamps, ...summary.warnings] };
}

/** Reads and checks the manifest of a results folder. */
export const readManifest = (folder: string): Manifest =>
  readJson(join(folder, 'manifest.json'), manifestSchema);

/** The baselines of a study; undefined where it has none. */
export const readBaselines = (folder: string): KeptBaselines | undefined => {
  const file = join(folder, BASELINES);
  return existsSync(file) ? readJson(file, baselinesSchema) : undefined;
};
