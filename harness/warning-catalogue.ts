import { readdir } from 'node:fs/promises';
import type { Warning } from './summary.ts';
import type { Doubtful, WarningFile } from './warning.ts';

const folder = new URL('./warnings/', import.meta.url);

/** Looks through every file of harness/warnings/, in the order of their places. A new file is found by being there. */
export async function warningCatalogue(): Promise<(study: Doubtful) => Warning[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.ts')).sort();
  const files: WarningFile[] = await Promise.all(names.map(name => import(new URL(name, folder).href)));
  files.sort((a, b) => a.place - b.place);
  return study => files.flatMap(file => file.warnings(study));
}
