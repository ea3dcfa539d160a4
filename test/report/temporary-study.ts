import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Results, readResults } from '../../harness/results.ts';
import { type FixtureStudy, writeFixture } from './fixture/study.ts';

/** The results of a made-up study in a folder that goes when the block that uses it ends. */
export async function temporaryStudy(study: FixtureStudy = {}): Promise<Disposable & { results: Results }> {
  const folder = mkdtempSync(join(tmpdir(), 'study-'));
  await writeFixture(folder, study);
  return {
    results: readResults(folder),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
