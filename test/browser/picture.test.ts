import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { skip } from './browser.ts';
import { drawnPage } from './pages.ts';

const run = promisify(execFile);

describe('npm run picture', () => {
  it('takes the first screen in light and in dark, each small enough for a README', { skip }, async () => {
    using drawn = await drawnPage({ seeds: 10 });
    await run(process.execPath, ['harness/cli/picture.ts', drawn.folder]);
    const [light, dark] = ['light', 'dark'].map(scheme =>
      readFileSync(join(drawn.folder, `page-${scheme}.png`)),
    );
    for (const png of [light!, dark!]) {
      assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1280, 840]);
      assert.ok(png.length > 30_000 && png.length < 300_000, `${png.length} bytes`);
    }
    assert.ok(!light!.equals(dark!));
  });

  it('says what is missing in one sentence', async () => {
    const failed = await run(process.execPath, ['harness/cli/picture.ts', 'test']).catch(error => error);
    assert.equal(failed.code, 1);
    assert.match(
      failed.stderr,
      /^\S+test\/index\.html: expected the page of a study, found none; draw it: npm run report -- test\n$/,
    );
    const without = { ...process.env, CHROMIUM: '/nowhere/chromium' };
    using drawn = await drawnPage({ seeds: 1 });
    const none = await run(process.execPath, ['harness/cli/picture.ts', drawn.folder], {
      env: without,
    }).catch(error => error);
    assert.match(none.stderr, /^Chromium: expected one on the PATH or named by CHROMIUM, found none/);
  });
});
