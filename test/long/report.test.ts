import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { stopwatch } from '../../harness/clock.ts';
import { writeReport } from '../../harness/report/write.ts';
import { readResults } from '../../harness/results.ts';
import { openBrowser, skip } from '../browser/browser.ts';
import { paint } from '../browser/paint.ts';
import { writeFixture } from '../report/fixture/study.ts';

describe('the page of a study of 1,000 trials', () => {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  before(() => writeFixture(folder, { seeds: 500 }));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is drawn in less than 15 s (quiet: 3 s) into less than 4 MB', async () => {
    const elapsed = stopwatch();
    const file = await writeReport(readResults(folder));
    const taken = elapsed();
    assert.ok(taken < 15_000, `${taken} ms`);
    const { size } = statSync(file);
    assert.ok(size < 4_000_000, `${size} bytes`);
  });

  it('shows its first chart within 0.5 s, median of 5 visits', { skip }, async () => {
    const browser = await openBrowser();
    try {
      const visits = await paint(browser, await writeReport(readResults(folder)));
      assert.ok(visits[2]!.chart < 500, `${visits.map(({ chart }) => chart)} ms`);
    } finally {
      await browser.close();
    }
  });
});
