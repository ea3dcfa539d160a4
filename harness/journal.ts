import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { today } from './clock.ts';
import type { Lease } from './lease.ts';
import { explain } from './validation.ts';

const FILE = 'journal.jsonl';

/** What happened to a study while it was run. Never a result: those are in the traces. */
const line = z.strictObject({
  at: z.iso.datetime(),
  event: z.enum([
    'study.began',
    'study.resumed',
    'study.stopped',
    'study.ended',
    'trial.began',
    'trial.ended',
    'trial.cut-off',
    'trial.repeated',
    'engine.lost',
    'engine.back',
  ]),
  trial: z.string().exactOptional(),
  /** A sentence for a reader of the page. */
  note: z.string().exactOptional(),
  /** Who ran it from here on. */
  owner: z
    .strictObject({
      pid: z.int(),
      start: z.string(),
      boot: z.string(),
      space: z.string(),
      host: z.string(),
    })
    .exactOptional(),
});

export type JournalLine = z.infer<typeof line>;
export type JournalEvent = JournalLine['event'];

/** Adds one line, in one write: several threads may do so. Throws what the file system says. */
export function writeJournal(
  folder: string,
  event: JournalEvent,
  more: { trial?: string; note?: string; owner?: Lease } = {},
): void {
  const file = openSync(join(folder, FILE), 'a');
  try {
    writeSync(file, `${JSON.stringify({ at: today().toISOString(), event, ...more })}\n`);
  } finally {
    closeSync(file);
  }
}

/** The lines so far, none where there is no journal. One that was cut off as it was written is left out. */
export function readJournal(folder: string): JournalLine[] {
  const file = join(folder, FILE);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((written, i) => {
    if (written === '') return [];
    let value: unknown;
    try {
      value = JSON.parse(written);
    } catch {
      return []; // a process that is killed may leave half a line; the one that resumes begins a new one
    }
    const read = line.safeParse(value, { reportInput: true });
    if (!read.success) throw new Error(`${file}:${i + 1}: ${explain(read.error)}; mend or remove the file.`);
    return [read.data];
  });
}

/** Begins a new line where a killed process has left half a one. */
export function mendJournal(folder: string): void {
  const file = join(folder, FILE);
  try {
    if (readFileSync(file).at(-1) === 10) return;
  } catch {
    return;
  }
  const handle = openSync(file, 'a');
  writeSync(handle, '\n');
  closeSync(handle);
}

/** Trials that were begun more often than they ended or were written off. */
export function cutOff(lines: readonly JournalLine[]): string[] {
  const open = new Set<string>();
  for (const { event, trial } of lines) {
    if (trial === undefined) continue;
    if (event === 'trial.began') open.add(trial);
    else open.delete(trial);
  }
  return [...open];
}
