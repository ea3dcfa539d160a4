import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Results } from '../results.ts';
import { drawAlone } from './draw.ts';
import { charts, pictures } from './figure.ts';
import { studiesOf } from './study.ts';

/**
 * Writes every chart of a study as an SVG of its own into `<folder>/figures`, in light colours, with its legend, as wide
 * as two columns of a paper; gives their paths. (No PNG: that would take a native canvas.)
 */
export async function writeFigures(results: Results): Promise<string[]> {
  const folder = join(results.folder, 'figures');
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  for (const { id, drawing } of pictures(await charts(), studiesOf(results))) {
    const file = join(folder, `${id}.svg`);
    await writeFileAtomic(file, await drawAlone(drawing, id));
    files.push(file);
  }
  return files;
}
