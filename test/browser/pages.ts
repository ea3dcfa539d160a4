import { writeReport } from '../../harness/report/write.ts';
import type { FixtureStudy } from '../report/fixture/study.ts';
import { temporaryStudy } from '../report/temporary-study.ts';

/** Draws the page of a made-up study into a folder that goes when the block that uses it ends. */
export async function drawnPage(
  study: FixtureStudy = {},
): Promise<Disposable & { file: string; folder: string }> {
  const temporary = await temporaryStudy(study);
  const file = await writeReport(temporary.results);
  return { file, folder: temporary.results.folder, [Symbol.dispose]: () => temporary[Symbol.dispose]() };
}
