import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What an experiment kept beside its trials in a file of that name; undefined where there is none. */
export function readBeside<T extends { format: 1 }>(folder: string, name: string): T | undefined {
  const file = join(folder, name);
  if (!existsSync(file)) return undefined;
  let found: T;
  try {
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(
      `${file}: expected JSON, found something else; run the study again, or remove the file.`,
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
