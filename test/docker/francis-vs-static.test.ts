import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { connect } from '../../harness/engines/docker/connect.ts';

/*
 * The main job end to end on real Docker, shrunk to one seed: the page's numbers against the raw traces, and nothing
 * left behind. Without an engine this is skipped by name.
 */
const engine = await connect().catch((error: Error) => error);
const skip = engine instanceof Error ? engine.message : false;
const command = ['harness/cli/experiment.ts', 'francis-vs-static', '--seeds', '1', '--time-scale', '0.04'];

const leftovers = async (): Promise<number> => {
  if (engine instanceof Error) return 0;
  const filters = JSON.stringify({ label: ['dockerawm.study'] });
  return (await engine.docker.listContainers({ all: true, filters })).length;
};

test('one seed of francis-vs-static leaves traces, a page that agrees with them, and no container', {
  skip,
}, async () => {
  const { stdout, exitCode } = await execa('node', command, { reject: false });
  assert.equal(exitCode, 0, stdout);
  const folder = /^Results: (.*)$/m.exec(stdout)![1]!;
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
    assert.ok(page.includes(mean.toFixed(1)), `the page shows ${mean.toFixed(1)}`);
    assert.ok(lines.filter(e => e.type === 'container.starting').length >= header.kMin);
  }
  assert.equal(new Set(summary.trials.map((t: { intended: string }) => t.intended)).size, 1);
  assert.equal(await leftovers(), 0);
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
  await new Promise(resolve => setTimeout(resolve, 3000));
  const begun = performance.now();
  study.kill('SIGINT');
  const { exitCode } = await study;
  assert.equal(exitCode, 130);
  assert.ok(performance.now() - begun < 6000, `took ${performance.now() - begun} ms`);
  assert.equal(await leftovers(), 0);
});

test('a page can be drawn again from the files alone', { skip }, async () => {
  const studies = readdirSync('reports/francis-vs-static').sort();
  const { exitCode } = await execa(
    'node',
    ['harness/cli/report.ts', `reports/francis-vs-static/${studies[0]}`],
    { reject: false },
  );
  assert.equal(exitCode, 0);
});
