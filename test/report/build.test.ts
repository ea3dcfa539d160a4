import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildReport } from '../../harness/report/build.ts';
import { readResults } from '../../harness/results.ts';
import { temporaryStudy } from './temporary-study.ts';

describe('the page', () => {
  it('is the same to the byte, drawn twice from the same files', async () => {
    using study = await temporaryStudy({ seeds: 3 });
    const once = await buildReport(study.results);
    const again = await buildReport(readResults(study.results.folder));
    assert.ok(once === again, 'two drawings differ');
  });

  it('knows nothing of the folder that it lies in', async () => {
    using here = await temporaryStudy({ seeds: 2 });
    using there = await temporaryStudy({ seeds: 2 });
    assert.ok((await buildReport(here.results)) === (await buildReport(there.results)));
  });

  it('is one file: no address of another host, and a policy that forbids asking for any', async () => {
    using study = await temporaryStudy({ seeds: 2 });
    const page = await buildReport(study.results);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
    assert.match(policy, /default-src &#x27;none&#x27;|default-src 'none'/);
    assert.doesNotMatch(policy, /https?:|unsafe|\*/);
    assert.doesNotMatch(page, /(?:src|href|action)="(?:https?:)?\/\//);
    assert.doesNotMatch(page, /url\(["']?https?:|@import/);
  });

  it('describes figures, not marks: no mark of a drawing has ARIA attributes of its own', async () => {
    using study = await temporaryStudy({ seeds: 2 });
    const page = await buildReport(study.results);
    const drawings = [...page.matchAll(/<div class="(?:wide|narrow)" aria-hidden="true">(.*?)<\/svg>/gs)];
    assert.ok(drawings.length >= 18);
    for (const [, drawing] of drawings) assert.doesNotMatch(drawing!, / aria-| role=/);
    for (const [, finding] of page.matchAll(/role="img" aria-label="([^"]*)"/g)) assert.match(finding!, /\d/);
  });

  it('has no id twice, so that every link and every label leads to one place', async () => {
    using study = await temporaryStudy({ seeds: 2 });
    const ids = Array.from((await buildReport(study.results)).matchAll(/ id="([^"]+)"/g), ([, id]) => id!);
    assert.ok(ids.length > 30);
    assert.deepEqual(
      ids.filter((id, i) => ids.indexOf(id) < i),
      [],
    );
  });

  it('offers the files it was drawn from', async () => {
    using study = await temporaryStudy({ seeds: 2 });
    const page = await buildReport(study.results);
    for (const file of ['summary.json', 'manifest.json', 'trials.csv', 'requests.csv', 'trials/0001-'])
      assert.ok(page.includes(`href="${file}`), file);
    assert.ok(page.includes('npm run experiment -- francis-vs-static'));
  });
});
