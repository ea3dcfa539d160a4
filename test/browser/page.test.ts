import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { someWarnings } from '../report/fixture/study.ts';
import { fixed, francis } from '../report/fixture/trial.ts';
import { inPage, openBrowser, skip, visit } from './browser.ts';
import { drawnPage } from './pages.ts';

/** Every chart has something to show in this one: a sweep of four arms, warnings, a trial that failed, one that was cut. */
const rich = {
  arms: [fixed(5), fixed(3), francis(2), francis(4)],
  seeds: 6,
  states: { 5: 'failed', 9: 'cut' },
  warnings: someWarnings,
} as const;

const all = [
  'allocation',
  'critical-difference',
  'decisions-1',
  'decisions-2',
  'ecdf',
  'forest',
  'heat-1',
  'heat-2',
  'lateness',
  'order',
  'pairs',
  'pareto-response.p95',
  'pareto-wait.mean',
  'percentiles',
  'starts',
];

const schemes = ['light', 'dark'] as const;
const widths = [360, 768, 1440];

describe('the page in a browser', { skip }, () => {
  let browser: Browser;
  let drawn: Awaited<ReturnType<typeof drawnPage>>;
  before(async () => {
    browser = await openBrowser();
    drawn = await drawnPage(rich);
  });
  after(async () => {
    await browser.close();
    drawn[Symbol.dispose]();
  });

  for (const scheme of schemes) {
    it(`has no violation that axe-core finds, ${scheme}, all its parts opened and a chart alive`, async () => {
      const { page } = await visit(browser, drawn.file, { scheme });
      await inPage(page, 'unfold()');
      await page.locator('[id="pareto-wait.mean"] .drawing').click();
      await page.locator('[id="pareto-wait.mean"] .live svg').waitFor();
      assert.deepEqual(await violations(page), []);
      await page.context().close();
    });
  }

  for (const width of widths) {
    it(`shows every chart, none blank, no text cut, nothing wider than the page, ${width} px`, async () => {
      for (const scheme of schemes) {
        const { page, problems } = await visit(browser, drawn.file, { width, scheme });
        const found = await inPage<Found[]>(page, 'figures()');
        assert.deepEqual(found.map(({ id }) => id).toSorted(), all, 'charts');
        for (const { id, marks, cut } of found) {
          assert.ok(marks >= 4, `${id} in ${scheme}: only ${marks} marks that can be seen`);
          assert.deepEqual(cut, [], `${id} in ${scheme}: text outside the drawing`);
        }
        assert.deepEqual(await inPage(page, 'overflowing()'), [], `${scheme}`);
        assert.deepEqual(problems, []);
        await page.context().close();
      }
    });
  }

  it('is complete without JavaScript: charts, tables, decisions, and no button that does nothing', async () => {
    const { page, problems } = await visit(browser, drawn.file, { javaScript: false });
    assert.equal(await page.locator('figure .wide svg:visible').count(), all.length);
    assert.equal(await page.locator('button:visible').count(), 0);
    assert.equal(await page.locator('select:visible').count(), 0);
    assert.ok((await page.locator('table.figures tbody tr:visible').count()) >= 4);
    await page.locator('details.reasons summary').first().click();
    assert.match(
      (await page.locator('details.reasons td:last-child').first().textContent()) ?? '',
      /waiting × mean age/,
    );
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  it('prints on A4 with every chart whole', async () => {
    const { page } = await visit(browser, drawn.file);
    const pdf = await page.pdf({ format: 'A4', printBackground: true });
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    // 10 mm margins, as Chromium sets by default, leave 718 × 1047 px; what fits is not broken across pages.
    await page.setViewportSize({ width: 718, height: 1047 });
    await page.emulateMedia({ media: 'print' });
    const figures = await inPage<Printed[]>(page, 'printed()');
    assert.equal(figures.length, all.length);
    for (const { id, height, broken, right } of figures) {
      assert.equal(broken, 'avoid', id);
      assert.ok(height > 60 && height <= 1047, `${id} is ${height} px high`);
      assert.ok(right <= 719, `${id} ends at ${right} px`);
    }
    await page.context().close();
  });

  it('tells its structure to those who hear it: landmarks, one h1, headings in steps, heads of tables', async () => {
    const { page } = await visit(browser, drawn.file);
    const tree = await inPage<Structure>(page, 'structure()');
    assert.deepEqual(tree.landmarks, [1, 1, 1, 1]);
    assert.equal(tree.levels.filter(level => level === 1).length, 1);
    assert.ok(tree.levels.every((level, i) => i === 0 || level - tree.levels[i - 1]! <= 1));
    assert.equal(tree.headless, 0, 'tables without heads');
    assert.equal(tree.unnamed, 0, 'pictures that do not say what they show');
    await page.context().close();
  });
});

interface Printed {
  readonly id: string;
  readonly height: number;
  readonly broken: string;
  readonly right: number;
}

interface Structure {
  readonly landmarks: readonly number[];
  readonly levels: readonly number[];
  readonly headless: number;
  readonly unnamed: number;
}

interface Found {
  readonly id: string;
  readonly marks: number;
  readonly cut: readonly string[];
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return inPage(page, 'violations()');
}
