import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import axe from 'axe-core';
import { writeCatalogue } from '../../harness/report/catalogue.ts';
import { writeReport } from '../../harness/report/write.ts';
import { readResults } from '../../harness/results.ts';
import { writeFixture } from '../report/fixture/study.ts';
import { inPage, openBrowser, skip, visit } from './browser.ts';

describe('the list of all studies in a browser', { skip }, () => {
  it('leads to each study, in light and dark, from a phone to a wide screen', async () => {
    const reports = mkdtempSync(join(tmpdir(), 'reports-'));
    const browser = await openBrowser();
    try {
      const folder = join(reports, 'an experiment', '2026-03-12T14-03-27');
      await writeFixture(folder, { seeds: 9, question: 'long '.repeat(200) });
      await writeReport(readResults(folder));
      await writeFixture(join(reports, 'empty', 'study'), { run: 0 });
      const file = await writeCatalogue(reports);
      for (const [width, scheme] of [
        [360, 'light'],
        [360, 'dark'],
        [1440, 'light'],
      ] as const) {
        const { page, problems } = await visit(browser, file, { width, scheme });
        assert.deepEqual(await inPage(page, 'overflowing()'), []);
        await page.evaluate(axe.source);
        assert.deepEqual(await inPage(page, 'violations()'), []);
        assert.deepEqual(problems, []);
        await page.context().close();
      }
      const { page } = await visit(browser, file);
      await page.getByRole('link').first().click();
      await page.locator('h1').waitFor();
      assert.match(await page.title(), /^francis-vs-static: /);
    } finally {
      await browser.close();
      rmSync(reports, { recursive: true, force: true });
    }
  });
});
