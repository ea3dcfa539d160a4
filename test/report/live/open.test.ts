import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { type Live, openLive } from '../../../harness/report/live/open.ts';
import type { LiveState } from '../../../harness/report/live/state.ts';
import { writeReport } from '../../../harness/report/write.ts';
import { temporaryStudy } from '../temporary-study.ts';

/** Reads the events of a page until one answers to `wanted`. */
async function stateWhere(url: string, wanted: (state: LiveState) => boolean): Promise<LiveState> {
  const stop = new AbortController();
  const response = await fetch(`${url}events`, { signal: stop.signal });
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  let text = '';
  try {
    for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
      text += piece;
      const states = text
        .split('\n\n')
        .slice(0, -1)
        .map(event => JSON.parse(event.slice('data: '.length)));
      const found = states.find(wanted);
      if (found) return found;
    }
  } finally {
    stop.abort();
  }
  throw new Error('the events ended');
}

const named = (url: string, host: string, method = 'GET'): Promise<number> =>
  new Promise((resolve, reject) => {
    request(url, { headers: { host }, method }, response => resolve(response.resume().statusCode!))
      .on('error', reject)
      .end();
  });

describe('the page of a study that runs', () => {
  let study: Awaited<ReturnType<typeof temporaryStudy>>;
  let live: Live;
  before(async () => {
    study = await temporaryStudy({ seeds: 3 });
    const { folder, manifest } = study.results;
    live = await openLive(folder, manifest.declared.timeScale);
  });
  after(() => {
    live.close();
    study[Symbol.dispose]();
  });

  it('is there before the first trial has ended, on 127.0.0.1 alone', async () => {
    await live.begin([]);
    assert.match(live.url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    const page = await (await fetch(live.url)).text();
    assert.match(page, /Running now/);
    assert.match(page, /No trial has ended yet: 6 trials were planned/);
    assert.match(page, /connect-src &#x27;self&#x27;|connect-src 'self'/);
  });

  it('tells each slot to all who watch: containers, backlog, decisions with their reasons', async () => {
    const planned = study.results.manifest.plan.find(({ arm }) => arm.startsWith('francis'))!;
    live.began(planned);
    const watch = live.watch();
    const slots = [...study.results.trace(planned.trial).events];
    for (const event of slots.slice(
      0,
      slots.findIndex(event => event.type === 'slot' && event.slot === 9),
    )) {
      watch(event);
      if (event.type === 'decision') await undefined;
    }
    const readers = [1, 2, 3].map(() => stateWhere(live.url, state => state.moments.length >= 8));
    for (const state of await Promise.all(readers)) {
      assert.match(state.running!.text, /^Trial \d of 6: francis-dockerawm from 2, seed \d$/);
      const last = state.moments.at(-1)!;
      assert.ok(last.ready > 0 && last.at > 80, JSON.stringify(last));
      assert.match(state.decisions[0]!.reason, /waiting × mean age/);
      assert.ok(state.decisions[0]!.at > state.decisions[1]!.at, 'newest first');
    }
  });

  it('shows the results so far once a trial has ended', async () => {
    const [first] = study.results.summary.trials;
    await live.ended(first!);
    const state = await stateWhere(live.url, ({ ended }) => ended === 1);
    assert.match(state.results[0]!.said, /seed \d: mean wait [\d.]+ s$/);
    await live.begin(study.results.summary.trials.slice(0, 4));
    const page = await (await fetch(live.url)).text();
    assert.match(page, /Still running: 4 of 6 planned trials have ended/);
    assert.doesNotMatch(page, /The study was interrupted|--resume/);
  });

  it('gives away the files that it links to, and no others', async () => {
    for (const file of ['summary.json', `trials/${study.results.summary.trials[0]!.trial}.jsonl`])
      assert.equal((await fetch(live.url + file)).status, 200, file);
    for (const file of [
      'journal.log',
      '..%2f..%2fetc%2fpasswd',
      'trials/..%2f..%2fsummary.json',
      '%',
      'trials/',
    ])
      assert.equal((await fetch(live.url + file)).status, 404, file);
  });

  it('answers this machine only, and only to those who read', async () => {
    assert.equal(await named(live.url, 'evil.example'), 403);
    assert.equal(await named(live.url, new URL(live.url).host), 200);
    assert.equal(await named(live.url, new URL(live.url).host, 'POST'), 405);
  });

  it('ends with the final page, which is that of the folder to the byte, and takes its process with it', async () => {
    const file = await writeReport(study.results);
    const watching = stateWhere(live.url, ({ finished }) => finished);
    await stateWhere(live.url, () => true);
    const finished = live.finish();
    assert.equal((await watching).finished, true);
    const page = await (await fetch(live.url)).text();
    assert.ok(page === readFileSync(file, 'utf8'), 'another page than that of the folder');
    await finished;
    live.close();
    await assert.rejects(async () => {
      for (;;) await (await fetch(live.url)).text();
    });
  });

  it('takes nothing from a run when its process has gone', async () => {
    await live.ended(study.results.summary.trials[0]!);
    live.began(study.results.manifest.plan[0]!);
    live.watch()({ type: 'slot', at: 0, slot: 0, due: 0, queued: 0, running: 0, starting: 0 });
    await live.finish();
  });
});
