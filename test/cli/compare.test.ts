import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { execa } from 'execa';
import { writeFixture } from '../report/fixture/study.ts';

const folder = mkdtempSync(join(tmpdir(), 'dockerawm-compare-'));
const [docker, simulated] = [join(folder, 'docker'), join(folder, 'simulated')];
const page = join(folder, 'compare.html');
before(async () => {
  await writeFixture(docker, { seeds: 4 });
  await writeFixture(simulated, { seeds: 4, engine: 'simulated' });
});
after(() => rmSync(folder, { recursive: true }));

const compare = (...words: string[]) =>
  execa('node', ['harness/cli/compare.ts', ...words], { reject: false });

test('what differs is said first, with the factor that would allow it, and nothing is compared', async () => {
  const { exitCode, stdout } = await compare(docker, simulated, '--out', page);
  assert.equal(exitCode, 2);
  assert.equal(
    stdout,
    'These studies may not be compared: more than the arm differs.\n  engine: docker against simulated\nIf that is the question, say so: --factor engine.',
  );
  assert.throws(() => readFileSync(page));
});

test('a declared factor is compared by arm, paired by seed, on the terminal and on a page', async () => {
  const { exitCode, stdout } = await compare(docker, simulated, '--factor', 'engine', '--out', page);
  assert.equal(exitCode, 0);
  assert.match(
    stdout,
    /^These studies may be compared: only the engine differs, which is the question\.\n {2}engine: docker against simulated\n/,
  );
  assert.match(stdout, /francis-dockerawm from 2: wait\.mean in .* is 1\.000 \[1\.000, 1\.000\].*4 seeds/);
  const html = readFileSync(page, 'utf8');
  for (const part of [
    'They may be compared: only the engine differs',
    'id="compare-findings-w1"',
    'id="compare-moves-w1"',
    'href="docker/index.html"',
    'mean wait (s)',
  ])
    assert.ok(html.includes(part), part);
  assert.doesNotMatch(html, /<script/);
});

test('three studies stand on one page, each against the first', async () => {
  const { exitCode, stdout } = await compare(simulated, simulated, simulated, '--out', page);
  assert.equal(exitCode, 0, stdout);
  assert.equal(stdout.match(/fixed at 5: wait\.mean/g)?.length, 2);
});

test('hostile names are text on the page', async () => {
  const hostile = join(folder, 'hostile');
  await writeFixture(hostile, { seeds: 2, question: '<script>alert(1)</script>' });
  assert.equal((await compare(hostile, hostile, '--out', page)).exitCode, 0);
  assert.doesNotMatch(readFileSync(page, 'utf8'), /<script/);
});

test('a folder that is no study, a single one and an unknown factor are refused in a sentence', async () => {
  const none = await compare(docker, join(folder, 'none'));
  assert.equal(none.exitCode, 1);
  assert.match(none.stderr, /manifest\.json: expected a file of a results folder/);
  const broken = join(folder, 'broken');
  await writeFixture(broken, { seeds: 1 });
  writeFileSync(join(broken, 'summary.json'), '{');
  assert.match((await compare(docker, broken)).stderr, /summary\.json: expected JSON/);
  const one = await compare(docker);
  assert.deepEqual(
    [one.exitCode, one.stderr],
    [2, 'expected two results folders or more, found one; see --help.'],
  );
  assert.equal((await compare(docker, docker, '--factor', 'mood')).exitCode, 2);
});
