import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import { fixed, francis, ratioRule } from '../report/fixture/trial.ts';
import { openBrowser, skip, until, visit } from './browser.ts';
import { drawnPage } from './pages.ts';

const texts = (cells: Locator): Promise<string[]> => cells.allTextContents();

describe('a reader who uses the page', { skip }, () => {
  let browser: Browser;
  let drawn: Awaited<ReturnType<typeof drawnPage>>;
  before(async () => {
    browser = await openBrowser();
    drawn = await drawnPage({ seeds: 4 });
  });
  after(async () => {
    await browser.close();
    drawn[Symbol.dispose]();
  });

  it('sorts the table by an arm’s ratios, turns it round, and comes back to the order of the page', async () => {
    const { page, problems } = await visit(browser, drawn.file);
    const rows = page.locator('table.figures tbody tr');
    const order = await texts(rows.locator('th'));
    const head = page.locator('table.figures thead th').nth(2);
    const ratios = async (): Promise<number[]> =>
      (
        await rows
          .locator('td:nth-of-type(2)')
          .evaluateAll(cells => cells.map(cell => cell.getAttribute('data-sort') ?? ''))
      )
        .filter(text => text !== '')
        .map(Number);
    await head.getByRole('button').click();
    assert.equal(await head.getAttribute('aria-sort'), 'ascending');
    const up = await ratios();
    assert.ok(up.length > 8);
    assert.deepEqual(
      up,
      [...up].sort((a, b) => a - b),
    );
    await head.getByRole('button').press('Enter');
    assert.equal(await head.getAttribute('aria-sort'), 'descending');
    assert.deepEqual(await ratios(), [...up].reverse());
    await page.locator('table.figures thead th').first().getByRole('button').click();
    assert.deepEqual(await texts(rows.locator('th')), order);
    assert.equal(
      await page.locator('table.figures thead th').nth(1).getByRole('button').count(),
      0,
      'reference',
    );
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  it('sorts arms that stand below one another by a metric', async () => {
    using many = await drawnPage({
      arms: [fixed(5), fixed(3), francis(2), francis(4), ratioRule(2, 0.5)],
      seeds: 2,
    });
    const { page } = await visit(browser, many.file);
    const first = page.locator('table.figures tbody tr td:nth-of-type(1)');
    await page.locator('table.figures thead th').nth(1).getByRole('button').click();
    const waits = (await texts(first.locator('.point'))).map(Number);
    assert.equal(waits.length, 5);
    assert.deepEqual(
      waits,
      [...waits].sort((a, b) => a - b),
    );
    await page.context().close();
  });

  it('picks another trial by the keyboard alone: picture, title and reasons follow', async () => {
    const { page, problems } = await visit(browser, drawn.file);
    const figure = page.locator('#decisions-1');
    const reasons = page.locator('details.reasons[data-figure="decisions-1"] tbody');
    const [title, before] = [await figure.locator('h3').textContent(), await reasons.textContent()];
    const list = figure.locator('select');
    await list.focus();
    await page.keyboard.press('ArrowDown');
    await figure.locator('.live svg').waitFor();
    await until(page, `document.querySelector('#decisions-1 h3').textContent !== ${JSON.stringify(title)}`);
    const chosen = await list.locator('option:checked').textContent();
    assert.equal(await figure.locator('h3').textContent(), chosen);
    assert.notEqual(await reasons.textContent(), before);
    assert.ok((await figure.locator('.live path').count()) > 20);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await until(page, `document.querySelector('#decisions-1 h3').textContent !== ${JSON.stringify(chosen)}`);
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  it('sees why when the pointer rests on a decision, as text beside it', async () => {
    const { page, problems } = await visit(browser, drawn.file);
    const drawing = page.locator('#decisions-1 .drawing');
    await drawing.scrollIntoViewIfNeeded();
    const box = (await drawing.boundingBox())!;
    const [x, y] = [box.x + box.width * 0.4, box.y + box.height * 0.45];
    await page.mouse.move(x, y);
    await page.mouse.move(x + 4, y);
    await drawing.locator('.live svg').waitFor();
    await page.mouse.move(x + 8, y);
    const tip = page.locator('#tip');
    await tip.waitFor({ state: 'visible' });
    assert.match((await tip.textContent())!, /reason\d+ waiting × mean age \d+ s \/ 300 s/);
    const at = (await tip.boundingBox())!;
    assert.ok(at.x >= 0 && at.x + at.width <= 1440);
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  it('has every drawing, and no answers, in a browser that cannot unpack them', async () => {
    const first = 'delete window.DecompressionStream';
    const { page, problems } = await visit(browser, drawn.file, { first });
    await page.locator('#decisions-1 .drawing').click();
    assert.equal(await page.locator('.figure select, .live').count(), 0);
    assert.ok(await page.locator('#decisions-1 .wide svg').isVisible());
    assert.equal(await page.locator('.tabled .tools').first().isVisible(), true);
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  it('drags over the arrivals to see a part of the time', async () => {
    const { page, problems } = await visit(browser, drawn.file);
    const drawing = page.locator('#allocation .drawing');
    await drawing.click({ position: { x: 5, y: 5 } });
    const live = drawing.locator('.live svg');
    await live.waitFor();
    const before = await live.innerHTML();
    const box = (await live.boundingBox())!;
    await page.mouse.move(box.x + 100, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + 300, box.y + 40, { steps: 4 });
    await page.mouse.up();
    await until(
      page,
      `document.querySelector('#allocation .live svg').innerHTML !== ${JSON.stringify(before)}`,
    );
    assert.match((await page.locator('#allocation .hint').textContent())!, /double-click/);
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  it('copies the table as CSV and as Markdown', async () => {
    const { page } = await visit(browser, drawn.file);
    // A page from a file has no right to the clipboard in a headless browser: what it writes is caught instead.
    await page.evaluate(
      `navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }`,
    );
    await page.getByRole('button', { name: 'Copy as CSV' }).click();
    const csv = await page.evaluate<string>('window.copied');
    assert.match(csv, /^workload,arm,metric,unit,mean,low,high,seeds,against,ratio,ratio_low,ratio_high\n/);
    assert.match(csv, /\nrandom-bursts,francis-dockerawm from 2,wait\.mean,s,\d/);
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    const lines = (await page.evaluate<string>('window.copied')).trim().split('\n');
    assert.ok(lines.length > 10 && lines.every(line => line.startsWith('|') && line.endsWith('|')));
    assert.equal(await page.locator('.tools [role="status"]').first().textContent(), 'Copied.');
    await page.context().close();
  });
});
