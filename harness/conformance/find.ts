import { existsSync, readdirSync } from 'node:fs';
import type { Subject } from './subject.ts';

const folder = new URL('./', import.meta.url);

/** The name of a subject's file: lower case, every run of other characters a hyphen. */
export const slug = (controller: string): string =>
  controller
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** Finds by file name who answers the vectors of `controller`; an unknown one is refused with the names of those known. */
export const findSubject = async (controller: string): Promise<Subject> => {
  const name = slug(controller);
  const subject = existsSync(new URL(`${name}.ts`, folder)) ? await subjectIn(name) : undefined;
  if (subject !== undefined) return subject;
  throw new Error(
    `Nobody here answers the vectors of "${controller}" (no subject in harness/conformance/${name}.ts); known are ${(await known()).join(', ')}.`,
  );
};

const known = async (): Promise<string[]> => {
  const names = readdirSync(folder).flatMap(file => (file.endsWith('.ts') ? [file.slice(0, -3)] : []));
  // One that cannot be loaded must not hide the others.
  const subjects = await Promise.all(names.map(name => subjectIn(name).catch(() => undefined)));
  return names.filter((_, at) => subjects[at] !== undefined).sort();
};

const subjectIn = async (name: string): Promise<Subject | undefined> => {
  const module: { subject?: Subject } = await import(new URL(`${name}.ts`, folder).href);
  return module.subject;
};
