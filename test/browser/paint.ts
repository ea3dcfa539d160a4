import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';

/** Milliseconds from asking for the page. */
export interface Painted {
  /** Anything of it was seen. */
  readonly first: number;
  /** The picture of the verdict was seen. */
  readonly chart: number;
}

/** Promises both: the first drawing is on the screen when it has been in two frames. */
const watcher = `window.painted = Promise.all([
  new Promise(resolve => new PerformanceObserver(list => {
    for (const { startTime } of list.getEntriesByName('first-contentful-paint')) resolve(startTime);
  }).observe({ type: 'paint', buffered: true })),
  new Promise(resolve => new MutationObserver((_, observer) => {
    if (!document.querySelector('figure .wide svg')) return;
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
  }).observe(document, { childList: true, subtree: true })),
]);`;

/** Several visits, the fastest first: what else the machine does only adds, now and then a lot. */
export async function paint(browser: Browser, file: string, visits = 5): Promise<Painted[]> {
  const found: Painted[] = [];
  for (let visit = 0; visit < visits; visit++) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(watcher);
    await page.goto(pathToFileURL(file).href);
    const [first, chart] = await page.evaluate<[number, number]>('window.painted');
    found.push({ first, chart });
    await page.close();
  }
  return found.sort((a, b) => a.chart - b.chart);
}
