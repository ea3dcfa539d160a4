import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { pause, stopwatch } from '../../harness/clock.ts';
import { leftovers, skip } from './engine-here.ts';

/*
 * The main job end to end on real Docker, shrunk to one seed: the page's numbers against the raw traces, and nothing
 * left behind. Without an engine this is skipped by name.
 */
const out = mkdtempSync(join(tmpdir(), 'dockerawm-'));
const command = [
  ...['harness/cli/experiment.ts', 'francis-vs-static', '--seeds', '1'],
  ...['--time-scale', '0.025', '--out', out],
];

test('one seed of francis-vs-static leaves traces, a page that agrees with them, and no container', {
  skip,
}, async () => {
  const { stdout, exitCode } = await execa('node', command, { reject: false });
  assert.equal(exitCode, 0, stdout);
  const folder = /^Results: (.*)$/m.exec(stdout)![1]!;
  assert.ok(folder.startsWith(out), folder);
  const summary = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'));
  const files = readdirSync(join(folder, 'trials'));
  assert.equal(files.length, 2);
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  for (const file of files) {
    const lines = readFileSync(join(folder, 'trials', file), 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    const header = lines[0];
    const dispatched = new Map<number, number>();
    for (const event of lines)
      if (event.type === 'request.dispatched') dispatched.set(event.request, event.at);
    const waits = lines
      .filter(e => e.type === 'request.arrived')
      .map(e => dispatched.get(e.request)! - e.intended);
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length / header.timeScale / 1000;
    const row = summary.trials.find((t: { trial: string }) => t.trial === header.trial);
    assert.equal(row.state, 'valid', row.why);
    assert.ok(Math.abs(row.metrics['wait.mean'] - mean) < 1e-6);
    // A page gives three figures.
    assert.ok(page.includes(mean.toPrecision(3)), `the page shows ${mean.toPrecision(3)}`);
    assert.ok(lines.filter(e => e.type === 'container.starting').length >= header.kMin);
  }
  assert.equal(new Set(summary.trials.map((t: { intended: string }) => t.intended)).size, 1);
  assert.deepEqual(await leftovers(), []);
});

test('Ctrl-C stops within 5 s and half a second for each start under way, and leaves no container', {
  skip,
}, async () => {
  const study = execa('node', command, { reject: false });
  let told = '';
  await new Promise<void>(resolve =>
    study.stdout.on('data', chunk => {
      told += chunk;
      if (told.includes('The host gives')) resolve();
    }),
  );
  await pause(3000);
  const taken = stopwatch();
  study.kill('SIGINT');
  const { exitCode } = await study;
  assert.equal(exitCode, 130);
  // 5 s, and half a second for each of the two starts that may be under way.
  assert.ok(taken() < 6000, `took ${taken()} ms`);
  assert.deepEqual(await leftovers(), []);
});

test('a page can be drawn again from the files alone, equal to the byte', { skip }, async () => {
  const [study] = readdirSync(join(out, 'francis-vs-static')).sort();
  const page = join(out, 'francis-vs-static', study!, 'index.html');
  const before = readFileSync(page, 'utf8');
  const { exitCode, stderr } = await execa('node', ['harness/cli/report.ts', join(page, '..')], {
    reject: false,
  });
  assert.equal(exitCode, 0, stderr);
  assert.equal(readFileSync(page, 'utf8'), before);
});
