import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeReport } from '../../harness/report/write.ts';
import { readResults } from '../../harness/results.ts';
import { type FixtureStudy, writeFixture } from '../report/fixture/study.ts';

/** Draws the page of a made-up study into a folder that goes when the block that uses it ends. */
export async function drawnPage(
  study: FixtureStudy = {},
): Promise<Disposable & { file: string; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  await writeFixture(folder, study);
  const file = await writeReport(readResults(folder));
  return { file, folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
