import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { chromium } from 'playwright-core';
import { findChromium, launching } from './chromium.ts';
import { run } from './run.ts';

/** What a reader of a README sees: the first screen, up to the picture of the verdict. */
const viewport = { width: 1280, height: 840 };

/*
 * npm run picture -- <folder>
 * Exit code 0: written; 1: there is no page or no browser; 2: the command line is wrong.
 */
await run(
  new Command('npm run picture --')
    .description("Takes a picture of a page's first screen, in light and in dark, with Chromium.")
    .argument(
      '<folder>',
      'a results folder with a page; page-light.png and page-dark.png are written beside it',
    )
    .action(async (folder: string) => {
      const page = resolve(folder, 'index.html');
      if (!existsSync(page)) {
        throw new Error(
          `${page}: expected the page of a study, found none; draw it: npm run report -- ${folder}`,
        );
      }
      const executable = findChromium();
      if (!executable) {
        throw new Error(
          'Chromium: expected one on the PATH or named by CHROMIUM, found none; install it (apt-get install chromium).',
        );
      }
      const browser = await chromium.launch(launching(executable));
      try {
        for (const colorScheme of ['light', 'dark'] as const) {
          const tab = await browser.newPage({ viewport, colorScheme });
          await tab.goto(pathToFileURL(page).href);
          const path = join(folder, `page-${colorScheme}.png`);
          await tab.screenshot({ path });
          await tab.close();
          console.log(path);
        }
      } finally {
        await browser.close();
      }
    }),
);
