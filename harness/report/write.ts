import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Results } from '../results.ts';
import { buildReport } from './build.ts';

/** Draws the page into the results folder, whole or not at all; gives its path. */
export async function writeReport(results: Results): Promise<string> {
  const file = join(results.folder, 'index.html');
  await writeFileAtomic(file, await buildReport(results));
  return file;
}
