import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Findings } from '../paper/findings.ts';

/** What a study found out about the paper, where it was about the paper: `paper.json` of its folder. */
export function readFindings(folder: string): Findings | undefined {
  const file = join(folder, 'paper.json');
  if (!existsSync(file)) return undefined;
  let found: Findings;
  try {
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(
      `${file}: expected JSON, found something else; run "npm run paper" again, or remove the file.`,
      {
        cause,
      },
    );
  }
  if (found.format !== 1)
    throw new Error(
      `${file}: expected format 1, found ${found.format}; read it with the version that wrote it.`,
    );
  return found;
}
