import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { writeFigures } from '../../harness/report/figures.ts';
import { png } from '../../harness/report/raster.ts';
import { temporaryStudy } from './temporary-study.ts';

describe('figures for a paper', () => {
  it('are an SVG and a PNG of every chart, complete in themselves', async () => {
    using study = await temporaryStudy({ seeds: 3 });
    const files = await writeFigures(study.results, { scale: 1 });
    const names = readdirSync(join(study.results.folder, 'figures')).sort();
    assert.deepEqual(files.map(file => basename(file)).sort(), names);
    assert.ok(
      names.includes('pareto-wait.mean.svg') &&
        names.includes('pareto-wait.mean.png') &&
        names.includes('decisions-1.svg'),
    );
    for (const file of files.filter(file => file.endsWith('.svg'))) {
      const svg = readFileSync(file, 'utf8');
      assert.doesNotMatch(svg, /var\(--/, `${file}: colours of a page`);
      assert.match(
        svg,
        /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*><title>[^<]+<\/title><desc>[^<]+<\/desc>/,
      );
      const used = [...svg.matchAll(/url\(#([^)]*)\)/g)].map(([, id]) => id);
      for (const id of used) assert.ok(svg.includes(`id="${id}"`), `${file}: #${id}`);
      const png = readFileSync(file.replace(/svg$/, 'png'));
      assert.deepEqual([...png.subarray(0, 8)], [137, 80, 78, 71, 13, 10, 26, 10]);
      const [wide, high] = /width="(\d+)" height="(\d+)"/.exec(svg)!.slice(1).map(Number);
      assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [wide, high]);
      assert.ok(png.length > 4000, `${file}: ${png.length} bytes are an empty picture`);
    }
  });

  it('are the same to the byte each time, in the size asked for', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text y="20">paper s</text></svg>';
    const once = await png(svg, { scale: 2 });
    assert.ok(once.equals(await png(svg, { scale: 2 })));
    assert.deepEqual([once.readUInt32BE(16), once.readUInt32BE(20)], [180, 60]);
    const empty = await png(svg.replace('paper s', ''), { scale: 2 });
    assert.ok(once.length > empty.length + 200, 'its letters are drawn');
  });
});
