import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { execa } from 'execa';
import { holdHost } from '../../harness/engines/docker/hold.ts';
import { ensureImage } from '../../harness/engines/docker/image.ts';
import { engine, leftovers, skip } from '../docker/engine-here.ts';
import {
  commandLine,
  experimentsWith,
  isSentence,
  json,
  type Ran,
  run,
  studyIn,
  temporary,
} from '../harness-process.ts';

/*
 * Servers that answer badly, an image that is gone, ports that are taken, a host that is held. One study is begun with
 * good servers, which measures the host; the others resume it by force with what is bad, so that nothing is measured anew.
 */
const NAME = 'dockerawm-test';
const begun = temporary();
type Change = (source: string) => string;
const settings =
  (more: string): Change =>
  source =>
    source.replace('{ paperCores: 4 }', `{ paperCores: 4, ${more} }`);

/** Gives the name an image whose containers run that script. */
async function imageOf(script: string): Promise<void> {
  const docker = engine();
  const { tag } = await ensureImage(docker);
  const Cmd = script ? ['/bin/node', '-e', script] : undefined;
  const container = await docker.createContainer({ Image: tag, ...(Cmd ? { Cmd } : {}) });
  await container.commit({ repo: NAME, tag: 'latest' });
  await container.remove();
}

const serving = (work: string) =>
  `require('http').createServer((q, s) => q.url === '/healthz' ? s.end('ready') : (${work})).listen(80)`;

/** Resumes the study, without any of its trials, with an image whose containers run that script. */
async function resumed(script: string, change: Change = same => same): Promise<Ran & { folder: string }> {
  await imageOf(script);
  const out = temporary();
  cpSync(begun, out, { recursive: true });
  const folder = studyIn(out);
  rmSync(join(folder, 'summary.json'));
  for (const file of readdirSync(join(folder, 'trials'))) rmSync(join(folder, 'trials', file));
  const experiments = experimentsWith(source => change(settings(`image: '${NAME}'`)(source)));
  const ran = await run(out, ['--resume', '--force', '--no-page', '--experiments', experiments]);
  assert.deepEqual(await leftovers(), []);
  return { ...ran, folder };
}

before(async () => {
  if (skip) return;
  await imageOf('');
  const { exitCode, stdout, stderr } = await run(begun, [
    ...['--seeds', '1', '--no-page', '--experiments', experimentsWith(settings(`image: '${NAME}'`))],
  ]);
  assert.equal(exitCode, 0, `${stdout}\n${stderr}`);
});
after(async () => {
  if (!skip) await engine().getImage(NAME).remove({ force: true });
});

const failedRequests = (folder: string): number =>
  json(folder, 'summary.json').trials.reduce(
    (sum: number, row: { metrics: Record<string, number> }) => sum + row.metrics['requests.failed']!,
    0,
  );

for (const [what, work] of [
  ['500', "s.writeHead(500), s.end('no')"],
  [
    'half an answer',
    "s.writeHead(200, { 'content-length': 100 }), s.write('half'), setTimeout(() => s.destroy(), 20)",
  ],
])
  test(`a server that answers ${what}: every request is counted as failed, nothing is lost or left`, {
    skip,
  }, async () => {
    const { stdout, stderr, folder } = await resumed(serving(work!));
    assert.equal(failedRequests(folder), 30, `${stdout}\n${stderr}`);
    assert.ok(json(folder, 'summary.json').trials.every((row: { state: string }) => row.state === 'valid'));
  });

test('a server that answers nothing is taken for dead after the deadline', { skip }, async () => {
  const { folder, stdout, stderr } = await resumed(serving('0'), source =>
    source.replace('limit: seconds(200)', 'limit: seconds(200), deadline: seconds(5), retries: 0'),
  );
  const { trials } = json(folder, 'summary.json');
  assert.equal(trials.length, 2, `${stdout}\n${stderr}`);
  assert.ok(trials.every((row: { state: string }) => row.state === 'valid' || row.state === 'cut'));
});

test('an image whose containers end at once fails its trials with their last words', { skip }, async () => {
  const { exitCode, folder } = await resumed("console.error('no such luck'); process.exit(3)");
  assert.equal(exitCode, 1);
  for (const { state, why } of json(folder, 'summary.json').trials) {
    assert.equal(state, 'failed');
    assert.match(why, /did not start: it ended at once\. Its last words: no such luck/);
  }
});

test('an image that never becomes ready fails its trials after three tries of the time that it is given, with its last words', {
  skip,
}, async () => {
  const { exitCode, folder } = await resumed(
    "console.log('still warming up'); setInterval(() => {}, 1000)",
    source => source.replace('paperCores: 4,', 'paperCores: 4, readyWithin: 1000,'),
  );
  assert.equal(exitCode, 1);
  const { trials } = json(folder, 'summary.json');
  assert.equal(trials.length, 2);
  for (const { state, why } of trials) {
    assert.equal(state, 'failed');
    assert.match(why, /did not start: no answer from \/healthz within 1 s \(settings\.readyWithin\), last /);
    assert.match(why, /Its last words: still warming up/);
    assert.ok(isSentence(why), why);
  }
});

test('an image that is removed amid a study stops it in a sentence; with the image back, --resume completes it', {
  skip,
}, async () => {
  await imageOf('');
  const docker = engine();
  const kept = `${NAME}-kept`;
  await docker.getImage(NAME).tag({ repo: kept, tag: 'latest' });
  try {
    const out = temporary();
    const experiments = experimentsWith(settings(`image: '${NAME}'`));
    const study = execa('node', commandLine(out, '--no-page', '--experiments', experiments), {
      reject: false,
    });
    let removed: Promise<unknown> | undefined;
    let told = '';
    study.stdout.on('data', chunk => {
      told += chunk;
      if (told.includes('[1/8]')) removed ??= docker.getImage(NAME).remove({ force: true });
    });
    const { exitCode, stderr } = await study;
    await removed;
    assert.equal(exitCode, 1, told);
    assert.match(
      stderr,
      /expected image dockerawm-test, found that it is gone; .* of 8 trials are kept; .*--resume/,
    );
    assert.ok(isSentence(stderr), stderr);
    assert.deepEqual(await leftovers(), []);
    const trials = join(studyIn(out), 'trials');
    const before = readdirSync(trials);
    assert.ok(
      before.length >= 1 && before.length < 8 && before.every(file => /^\d{4}-[^.]+\.jsonl$/.test(file)),
    );
    await docker.getImage(kept).tag({ repo: NAME, tag: 'latest' });
    const again = await run(out, ['--resume', '--no-page', '--experiments', experiments]);
    assert.equal(again.exitCode, 0, again.stderr);
    assert.match(again.stdout, new RegExp(`${before.length} of them have ended already`));
    assert.equal(readdirSync(trials).length, 8);
    assert.deepEqual(await leftovers(), []);
  } finally {
    await docker.getImage(kept).remove({ force: true });
  }
});

test('a port that is taken stops the study in a sentence that names it; trials so far are kept for --resume', {
  skip,
}, async () => {
  const taken = createServer();
  const port = await new Promise<number>(resolve =>
    taken.listen(0, '127.0.0.1', () => {
      const address = taken.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    }),
  );
  try {
    const { exitCode, stderr, folder } = await resumed('', source =>
      source.replace('paperCores: 4,', `paperCores: 4, firstPort: ${port},`),
    );
    assert.equal(exitCode, 1);
    assert.match(stderr, new RegExp(`expected port ${port} of 127\\.0\\.0\\.1 to be free`));
    assert.ok(isSentence(stderr), stderr);
    assert.equal(readdirSync(join(folder, 'trials')).length, 0, 'no trial is said to have failed');
  } finally {
    taken.close();
  }
});

test('an image that is gone: refused before the study begins, in a sentence, and no folder is left', {
  skip,
}, async () => {
  const out = temporary();
  const experiments = experimentsWith(settings("image: 'dockerawm-nobody:none'"));
  const { exitCode, stderr } = await run(out, ['--experiments', experiments]);
  assert.equal(exitCode, 1);
  assert.match(stderr, /expected image dockerawm-nobody:none, found none of that name; build or pull it/);
  assert.ok(!existsSync(join(out, 'short')) || readdirSync(join(out, 'short')).length === 0);
  assert.deepEqual(await leftovers(), []);
});

test('a second study on the same host is refused with the first named, unless it shares the host', {
  skip,
}, async () => {
  const release = await holdHost(engine(), NAME, { study: 'the-first', shareHost: true });
  try {
    const { exitCode, stderr } = await run(temporary(), ['--seeds', '1']);
    assert.equal(exitCode, 1);
    assert.match(stderr, new RegExp(`found study the-first of process ${process.pid}; .*--share-host`));
  } finally {
    await release();
  }
});
