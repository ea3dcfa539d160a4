import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium, launching } from '../../harness/cli/chromium.ts';

const executable = findChromium();

/** For `describe`: the reason why browser tests cannot be run here, or false. */
export const skip: string | false = executable
  ? false
  : 'no Chromium on the PATH or named by CHROMIUM; install it to test pages';

export const openBrowser = (): Promise<Browser> => chromium.launch(launching(executable!));

export interface Visit {
  readonly page: Page;
  /** What a page must not do: errors, warnings, requests to anything but itself. */
  readonly problems: string[];
}

export interface Visiting {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly javaScript?: boolean;
  /** What is run in the page before its own script. */
  readonly first?: string;
}

/** Opens a page from its file, as a reader would. */
export async function visit(
  browser: Browser,
  file: string,
  { width = 1440, scheme = 'light', javaScript = true, first = '' }: Visiting = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    javaScriptEnabled: javaScript,
  });
  const page = await context.newPage();
  await page.addInitScript(first);
  const problems: string[] = [];
  const own = pathToFileURL(file).href;
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', error => problems.push(error.message));
  page.on('request', request => {
    const url = request.url();
    if (url.split('#')[0] !== own && !url.startsWith('data:')) problems.push(`asks for ${url}`);
  });
  await page.goto(own);
  return { page, problems };
}

const questions = readFileSync(new URL('./in-page.js', import.meta.url), 'utf8').replaceAll('export ', '');

/** Asks one of the questions of in-page.js within the page. */
export const inPage = <Answer = string[]>(page: Page, question: string): Promise<Answer> =>
  page.evaluate<Answer>(`(() => { ${questions}\nreturn ${question}; })()`);

/**
 * Waits until an expression holds within the page, at most ten seconds. Playwright's own waiting evaluates such a text in
 * the page, which the page's policy forbids.
 */
export const until = (page: Page, holds: string): Promise<void> =>
  page.evaluate<void>(`new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('It never came: ' + ${JSON.stringify(holds)})), 10_000);
    const look = () => {
      if (!(${holds})) return requestAnimationFrame(look);
      clearTimeout(late);
      resolve();
    };
    look();
  })`);
