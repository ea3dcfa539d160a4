import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { type Live, openLive } from '../../harness/report/live/open.ts';
import { writeReport } from '../../harness/report/write.ts';
import type { TraceEvent } from '../../harness/trace.ts';
import { temporaryStudy } from '../report/temporary-study.ts';
import { inPage, openBrowser, skip } from './browser.ts';

const hostile = '<img src=x onerror="document.title=1"> \u202eevil';

describe('a reader who watches a study as it runs', { skip }, () => {
  let browser: Browser;
  let study: Awaited<ReturnType<typeof temporaryStudy>>;
  let live: Live;
  let watch: (event: TraceEvent) => void;
  let page: Page;
  const problems: string[] = [];
  before(async () => {
    browser = await openBrowser();
    study = await temporaryStudy({ seeds: 3 });
    live = await openLive(study.results.folder, study.results.manifest.declared.timeScale);
    await live.begin([]);
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on('console', message => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', error => problems.push(error.message));
    page.on('request', request => {
      if (!request.url().startsWith(live.url) && !request.url().startsWith('data:'))
        problems.push(request.url());
    });
    await page.goto(live.url);
    live.began(study.results.manifest.plan[0]!);
    watch = live.watch();
  });
  after(async () => {
    live.close();
    await browser.close();
    study[Symbol.dispose]();
  });

  const slot = (at: number, queued: number): void =>
    watch({ type: 'slot', at, slot: 0, due: at, queued, running: 1, starting: 0 });

  it('sees each slot without loading the page again: what waits, and why a decision was made', async () => {
    await page.evaluate('window.same = true');
    slot(738, 41);
    await page.getByText('41 requests waiting').waitFor();
    slot(1476, 42);
    const seen = { queued: 42, running: 1, containers: 2, ready: 2, meanAge: 1, arrived: 9 };
    watch({ type: 'decision', at: 1476, seen, wanted: 9, applied: 8, reason: `because ${hostile}` });
    await page.getByText('42 requests waiting').waitFor();
    const said = page.locator('[data-live="decisions"] li').first();
    assert.match((await said.textContent())!, /saw 42 waiting.*wanted 9, asked for 8: because <img src=x/);
    assert.equal(await page.locator('[data-live] img').count(), 0);
    assert.ok((await page.locator('.steps path').count()) >= 4);
    assert.equal(await page.evaluate('window.same'), true);
  });

  it('sees results by themselves when a trial has ended', async () => {
    const [first, ...others] = study.results.summary.trials;
    await live.ended(first!);
    await page.locator('[data-live="results"] li').getByText('mean wait').first().waitFor();
    await live.begin(others.slice(0, 4));
    await page.getByText('Still running: 5 of 6').waitFor();
    assert.equal(await page.evaluate('window.same'), undefined, 'a new page');
    await page.evaluate(axe.source);
    assert.deepEqual(await inPage(page, 'violations()'), []);
    assert.deepEqual(await inPage(page, 'overflowing()'), []);
  });

  it('is not disturbed while reading: who has touched the page is offered the new one', async () => {
    await page.locator('details.text summary').first().click();
    await page.evaluate('window.same = true');
    await live.begin(study.results.summary.trials);
    await page.getByText('Results of more trials are in').waitFor();
    assert.equal(await page.evaluate('window.same'), true);
  });

  it('can come and go: who loads the page again sees the trial as it stands', async () => {
    live.began(study.results.manifest.plan[1]!);
    slot(2214, 43);
    await page.reload();
    await page.getByText('43 requests waiting').waitFor();
  });

  it('has the final page in the end, and nothing left that waits', async () => {
    await writeReport(study.results);
    await live.finish();
    await page.locator('#live').waitFor({ state: 'detached' });
    assert.match((await page.locator('h1').textContent())!, /francis/);
    assert.deepEqual(problems, []);
  });
});
