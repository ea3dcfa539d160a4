import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';

/** What a study run by a process of its own came to. */
export interface Ran {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export const temporary = (): string => mkdtempSync(join(tmpdir(), 'dockerawm-robust-'));

/** The arguments of `npm run experiment`, for the tests' own experiments. */
export const commandLine = (out: string, ...more: string[]): string[] => [
  'harness/cli/experiment.ts',
  'short',
  '--experiments',
  'test/experiments',
  '--out',
  out,
  ...more,
];

/** Runs the experiment "short" of the tests, or what `more` makes of it, in a process of its own. */
export async function run(
  out: string,
  more: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<Ran> {
  const { exitCode, stdout, stderr } = await execa('node', commandLine(out, ...more), { reject: false, env });
  return { exitCode, stdout, stderr };
}

/** The only study below a folder of results, or the newest. */
export const studyIn = (out: string): string =>
  join(out, 'short', readdirSync(join(out, 'short')).sort().at(-1)!);

export const json = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));

/** Which trial met which requests under which arm: what two runs of a study must have in common. */
export const identities = (folder: string): string[] =>
  json(folder, 'summary.json').trials.map(
    ({ trial, arm, seed, repetition, intended }: Record<string, unknown>) =>
      JSON.stringify([trial, arm, seed, repetition, intended]),
  );

/** A sentence for a person, no stack: one line, from a capital or a path to a full stop. */
export const isSentence = (text: string): boolean =>
  text.trim().length > 20 && !/\n\s+at /.test(text) && !/\b(TypeError|ReferenceError|ZodError)\b/.test(text);

/** A folder of experiments with "short" as `change` makes it; imports lead back to the harness. */
export function experimentsWith(change: (source: string) => string): string {
  const folder = join(temporary(), 'experiments');
  mkdirSync(folder);
  const source = readFileSync('test/experiments/short.ts', 'utf8');
  const away = source.replaceAll('../../harness', pathToFileURL(resolve('harness')).href);
  const changed = change(away);
  if (changed === away) throw new Error('The change of the experiment changes nothing.');
  writeFileSync(join(folder, 'short.ts'), changed);
  return folder;
}
