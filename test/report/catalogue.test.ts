import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { buildCatalogue, writeCatalogue } from '../../harness/report/catalogue.ts';
import { writeFixture } from './fixture/study.ts';

describe('the list of all studies', () => {
  const reports = mkdtempSync(join(tmpdir(), 'reports-'));
  before(async () => {
    await writeFixture(join(reports, 'francis-vs-static', '2026-03-12T14-03-27'), { seeds: 10 });
    const later = join(reports, 'second <b>', '2026-03-13T10-00-00');
    await writeFixture(later, { seeds: 1, run: 1, experiment: '<script>second</script>' });
    const manifest = JSON.parse(readFileSync(join(later, 'manifest.json'), 'utf8'));
    writeFileSync(
      join(later, 'manifest.json'),
      JSON.stringify({ ...manifest, startedAt: '2026-03-13T10:00:00.000Z' }),
    );
    const broken = join(reports, 'broken', 'study');
    mkdirSync(broken, { recursive: true });
    writeFileSync(join(broken, 'manifest.json'), '{"format": 1');
    mkdirSync(join(reports, 'empty'));
  });
  after(() => rmSync(reports, { recursive: true, force: true }));

  it('has each with its verdict, date, host, duration and picture, the newest first', async () => {
    const page = await buildCatalogue(reports);
    const order = [...page.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href);
    assert.deepEqual(order, [
      'second%20%3Cb%3E/2026-03-13T10-00-00/index.html',
      'francis-vs-static/2026-03-12T14-03-27/index.html',
      'broken/study/index.html',
    ]);
    assert.match(page, /2026-03-12 14:03 UTC/);
    assert.match(page, /docker, 2 cores, Debian GNU\/Linux 12/);
    assert.match(page, /<dt>under load<\/dt><dd>\d+ min \d\d s/);
    assert.equal(page.match(/<svg /g)?.length, 1, 'a picture of the one that compares something');
    assert.match(page, /role="img" aria-label="\d+(?:\.\d+)? % (?:less|more) mean wait than the reference"/);
  });

  it('says of a study that cannot be read why, and lists it nevertheless', async () => {
    assert.match(await buildCatalogue(reports), /It cannot be read: manifest\.json.*JSON/);
  });

  it('shows hostile names as text, asks nobody for anything, and is the same to the byte', async () => {
    const page = await buildCatalogue(reports);
    assert.match(page, /&lt;script&gt;second/);
    assert.doesNotMatch(page, /<script/);
    assert.ok(page === (await buildCatalogue(reports)));
  });

  it('is written into index.html, also where there is no study yet', async () => {
    const file = await writeCatalogue(reports);
    assert.equal(file, join(reports, 'index.html'));
    assert.match(readFileSync(file, 'utf8'), /3 studies/);
    const none = mkdtempSync(join(tmpdir(), 'reports-'));
    assert.match(await buildCatalogue(none), /No study yet/);
    rmSync(none, { recursive: true });
  });
});
