import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { LaunchOptions } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser that pictures are taken with and pages are tested in: $CHROMIUM, else the first of the usual names on the PATH. */
export function findChromium(): string | undefined {
  const asked = process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = asked ? [asked] : names.flatMap(name => folders.map(folder => join(folder, name)));
  return places.find(place => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** How to start it: root, as in most containers, has no sandbox. */
export const launching = (executablePath: string): LaunchOptions => ({
  executablePath,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
