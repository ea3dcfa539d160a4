import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';

/** Milliseconds from asking for the page. */
export interface Painted {
  /** Anything of it was seen. */
  readonly first: number;
  /** The picture of the verdict was seen. */
  readonly chart: number;
}

/** Notes when the first drawing has been in two frames: it then is on the screen. */
const watcher = `new MutationObserver((_, observer) => {
  if (!document.querySelector('figure .wide svg')) return;
  observer.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => { window.chartAt = performance.now(); }));
}).observe(document, { childList: true, subtree: true });`;

/** Several visits, the fastest first: what else the machine does only adds, now and then a lot. */
export async function paint(browser: Browser, file: string, visits = 5): Promise<Painted[]> {
  const found: Painted[] = [];
  for (let visit = 0; visit < visits; visit++) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(watcher);
    await page.goto(pathToFileURL(file).href);
    await page.waitForFunction('window.chartAt');
    found.push({
      first: await page.evaluate<number>(
        `performance.getEntriesByName('first-contentful-paint')[0].startTime`,
      ),
      chart: await page.evaluate<number>('window.chartAt'),
    });
    await page.close();
  }
  return found.sort((a, b) => a.chart - b.chart);
}
