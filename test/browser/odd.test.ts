import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { francis } from '../report/fixture/trial.ts';
import { inPage, openBrowser, skip, visit } from './browser.ts';
import { drawnPage } from './pages.ts';

const script = '<script>document.title="owned"</script>';
const image = '<img src=x onerror="document.title=1">';
const turned = '\u202eevil\u202c \u2067right to left\u2069 שלום';
const quotes = `"double" 'single' \`back\` </title></style></script> {{verdict}} \${1} &amp; url(#x)`;
const long = 'long '.repeat(2000);

describe('studies that are not as one hopes, in a browser', { skip }, () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  it('shows hostile names, questions, reasons and logs as text, on a phone and on a wide screen', async () => {
    using drawn = await drawnPage({
      experiment: `${script}${turned}`,
      question: `${image}${quotes}${long}`,
      arms: [
        { ...francis(2), label: `${script}${quotes}` },
        { ...francis(3), label: `${turned} ${image}` },
        { ...francis(4), label: `${'x'.repeat(10_000)}` },
      ],
      workloads: [`${image}${turned}`],
      seeds: 3,
      states: { 2: 'failed' },
      remark: ` ${script}${image}${quotes}${turned}${long}`,
      command: `npm run experiment -- ${quotes}${script}`,
      warnings: [{ id: 'x', what: script, why: `${quotes}${long}`, advice: image }],
    });
    for (const width of [360, 1440]) {
      const { page, problems } = await visit(browser, drawn.file, { width });
      assert.match(await page.title(), /<script>/);
      assert.equal(await page.locator('img').count(), 0);
      assert.equal(await page.locator('script').count(), 4, 'only its own scripts');
      assert.match((await page.locator('.warnings .what').last().textContent())!, /<script>/);
      assert.match((await page.locator('.question').textContent())!, /<img src=x onerror="/);
      await inPage(page, 'unfold()');
      assert.deepEqual(await inPage(page, 'overflowing()'), []);
      await page.locator('#decisions-1 .drawing').click();
      await page.locator('#decisions-1 .live svg').waitFor();
      assert.match(await page.title(), /<script>/, 'still its own title');
      assert.deepEqual(problems, []);
      await page.context().close();
    }
  });

  const odd = {
    'with a single trial': {
      study: { seeds: 1, run: 1 },
      says: /No comparison: no two arms have a complete trial/,
    },
    'of which nothing was run': { study: { run: 0 }, says: /No trial has ended yet: 20 trials were planned/ },
    'interrupted half-way': {
      study: { run: 9 },
      says: /Interrupted: 9 of 20 planned trials were run\. All below rests on these\./,
    },
    'in which every trial failed': {
      study: { seeds: 2, states: { 1: 'failed', 2: 'failed', 3: 'failed', 4: 'failed' } },
      says: /4 trials of 4 planned: 4 failed/,
    },
    'with invalid and cut trials': {
      study: { seeds: 3, states: { 1: 'invalid', 4: 'cut' } },
      says: /6 trials of 6 planned: 4 valid, 1 cut, 1 invalid/,
    },
    'whose arms met different requests': {
      study: { seeds: 2, differences: ['on workload random-bursts, seed 1, other requests'] },
      says: /Not like for like: no verdict can be drawn from this study/,
    },
    'without a request that was answered': {
      study: { seeds: 1, arms: [{ ...francis(2), wants: () => ({ containers: 1, reason: 'never' }) }] },
      says: /There is nothing to compare yet/,
    },
  } as const;

  for (const [name, { study, says }] of Object.entries(odd)) {
    it(`draws a study ${name}, and says so`, async () => {
      using drawn = await drawnPage(study);
      const { page, problems } = await visit(browser, drawn.file, { width: 360 });
      assert.match((await page.locator('main').textContent())!.replace(/\s+/g, ' '), says);
      assert.doesNotMatch((await page.locator('main').textContent())!, /NaN|undefined|Infinity|\[object/);
      assert.deepEqual(await inPage(page, 'overflowing()'), []);
      assert.deepEqual(problems, []);
      await page.context().close();
    });
  }
});
