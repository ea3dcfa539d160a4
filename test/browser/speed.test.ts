import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { stopwatch } from '../../harness/clock.ts';
import { writeReport } from '../../harness/report/write.ts';
import { readResults } from '../../harness/results.ts';
import { openBrowser, skip, visit } from './browser.ts';
import { drawnPage } from './pages.ts';
import { type Painted, paint } from './paint.ts';

/**
 * The fastest of several, since what else the machine does only adds: quiet, it takes 0.6 s to draw and 0.2 s to paint, so
 * that the bounds hold on a machine a few times slower.
 */
describe('the page of a study of 30 trials', { skip }, () => {
  let browser: Browser;
  let drawn: Awaited<ReturnType<typeof drawnPage>>;
  before(async () => {
    browser = await openBrowser();
    drawn = await drawnPage({ seeds: 15 });
  });
  after(async () => {
    await browser.close();
    drawn[Symbol.dispose]();
  });

  it('is below 2 MB', () => {
    const { size } = statSync(drawn.file);
    assert.ok(size < 2_000_000, `${size} bytes`);
  });

  it('is drawn in less than 3 s', async () => {
    const taken: number[] = [];
    for (let run = 0; run < 3; run++) {
      const elapsed = stopwatch();
      await writeReport(readResults(drawn.folder));
      taken.push(elapsed());
    }
    assert.ok(Math.min(...taken) < 3000, `${taken} ms`);
  });

  it('is seen within 1 s, and so is its first chart', async () => {
    const [{ first, chart }] = (await paint(browser, drawn.file)) as [Painted];
    assert.ok(first < 1000, `first paint after ${first} ms`);
    assert.ok(chart < 1000, `first chart after ${chart} ms`);
  });

  it('answers to the pointer soon: Vega starts when it is first asked for, not before', async () => {
    const { page } = await visit(browser, drawn.file);
    assert.equal(await page.evaluate('typeof window.vega'), 'undefined');
    const elapsed = stopwatch();
    await page.locator('[id="pareto-wait.mean"] .drawing').click();
    await page.locator('[id="pareto-wait.mean"] .live svg').waitFor();
    const taken = elapsed();
    assert.equal(await page.evaluate('typeof window.vega'), 'object');
    assert.ok(taken < 3000, `${taken} ms`);
    await page.context().close();
  });
});
