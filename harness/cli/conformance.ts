import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { findSubject } from '../conformance/find.ts';
import { type CaseResult, type Examination, runVectors } from '../conformance/run.ts';
import type { Fields } from '../conformance/subject.ts';
import { readVectors } from '../conformance/vectors.ts';

/*
 * npm run conformance -- <files of vectors…>
 * Exit code 0: no case failed; 1: some did; 2: it could not be run as asked (and then nothing was).
 */

const parse = (file: string): unknown => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new Error(`${file} cannot be read (${why}): give the path of a file of conformance vectors.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} is not a file of conformance vectors: the whole file: expected JSON.`);
  }
};

const examination = async (file: string): Promise<Examination> => {
  const vectors = readVectors(file, parse(file));
  return { file, vectors, subject: await findSubject(vectors.controller) };
};

// JSON has no NaN and no Infinity, but a failing case must show them.
const show = (fields: Fields | undefined): string =>
  JSON.stringify(fields, (_, value) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  ) ?? 'nothing';

const line = ({ file, name, outcome, expected, found, reason }: CaseResult): string => {
  if (outcome === 'left out') return `${file}: ${name}: left out: ${reason}`;
  const where = reason === undefined ? '' : `${reason}: `;
  return `${file}: ${name}: ${where}expected ${show(expected)}, found ${show(found)}`;
};

const report = (results: readonly CaseResult[]): number => {
  for (const result of results) if (result.outcome !== 'passed') console.log(line(result));
  const count = (outcome: CaseResult['outcome']) => results.filter(one => one.outcome === outcome).length;
  const failed = count('failed');
  console.log(`${count('passed')} passed, ${failed} failed, ${count('left out')} left out`);
  return failed === 0 ? 0 : 1;
};

const program = new Command('conformance')
  .description('Runs files of conformance vectors against the controllers of this project.')
  .argument('[files...]', 'files of vectors, as in test/conformance/*.json')
  .exitOverride()
  .configureOutput({ writeErr: () => {} })
  .action(async (files: string[]) => {
    if (files.length === 0)
      throw new Error('Which vectors? Name at least one file, as test/conformance/*.json.');
    process.exitCode = report(runVectors(await Promise.all(files.map(examination))));
  });

try {
  await program.parseAsync();
} catch (error) {
  const help = error instanceof CommanderError && error.exitCode === 0;
  if (!help) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}
