import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Results } from '../results.ts';
import { drawAlone } from './draw.ts';
import { charts, pictures } from './figure.ts';
import { png } from './raster.ts';
import { studiesOf } from './study.ts';

/**
 * Writes every chart of a study as an SVG and a PNG of its own into `<folder>/figures`, in light colours, with its legend,
 * as wide as two columns of a paper: 912 pixels, times `scale` in the PNG (3 is 390 dots an inch at 18 cm). Gives their paths.
 */
export async function writeFigures(results: Results, { scale = 3 } = {}): Promise<string[]> {
  const folder = join(results.folder, 'figures');
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  for (const { id, drawing } of pictures(await charts(), studiesOf(results))) {
    const svg = await drawAlone(drawing, id);
    await writeFileAtomic(join(folder, `${id}.svg`), svg);
    await writeFileAtomic(join(folder, `${id}.png`), await png(svg, { scale }));
    files.push(join(folder, `${id}.svg`), join(folder, `${id}.png`));
  }
  return files;
}
