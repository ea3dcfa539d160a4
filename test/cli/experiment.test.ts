import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';

/* The command line as people use it, where no Docker engine is needed. */

const experiment = (words: readonly string[], env: Record<string, string> = {}) =>
  execa('node', ['harness/cli/experiment.ts', ...words], { reject: false, env });
const somewhere = (): string => mkdtempSync(join(tmpdir(), 'dockerawm-'));

test('--list tells each experiment with its question; without a name it is told too, as a mistake', async () => {
  const listed = await experiment(['--list']);
  assert.equal(listed.exitCode, 0);
  for (const file of readdirSync('experiments').filter(name => name.endsWith('.ts')))
    assert.match(listed.stdout, new RegExp(`^${file.slice(0, -3)} +\\S.*\\?$`, 'm'));
  const unasked = await experiment([]);
  assert.equal(unasked.exitCode, 2);
  assert.match(unasked.stdout, /^Which experiment\?/);
});

test('--help names every option', async () => {
  const { stdout, exitCode } = await experiment(['--help']);
  assert.equal(exitCode, 0);
  for (const option of ['--list', '--dry-run', '--quick', '--engine', '--seeds', '--repetitions', '--resume'])
    assert.ok(stdout.includes(option), option);
});

test('--dry-run prints the plan, the same each time, and runs nothing', async () => {
  const out = somewhere();
  const words = [
    ...['francis-vs-static', '--seeds', '3', '--repetitions', '2'],
    ...['--engine', 'docker', '--dry-run', '--out', out],
  ];
  const [once, again] = [await experiment(words), await experiment(words)];
  assert.equal(once.exitCode, 0);
  assert.equal(once.stdout, again.stdout);
  assert.equal(once.stdout.match(/block \d+ /g)!.length, 3 * 2 * 2);
  assert.match(once.stdout, /12 trials; nothing was run\./);
  assert.match(once.stdout, /3 seeds are too few to be sure/);
  assert.deepEqual(readdirSync(out), []);
});

test('an unknown name or engine suggests the nearest; a wrong flag is a matter of usage', async () => {
  const name = await experiment(['francis-vs-sttic']);
  assert.deepEqual([name.exitCode, name.stderr.split('\n').length], [1, 1]);
  assert.match(name.stderr, /did you mean "francis-vs-static"\?/);
  const engine = await experiment(['francis-vs-static', '--engine', 'dokcer']);
  assert.deepEqual([engine.exitCode, engine.stderr.split('\n').length], [1, 1]);
  assert.match(engine.stderr, /did you mean "docker"\?/);
  for (const wrong of [
    ['--sedes', '3'],
    ['--seeds', 'three'],
    ['--seeds', '0'],
    ['--time-scale', '-1'],
  ]) {
    const { exitCode, stderr } = await experiment(['francis-vs-static', ...wrong]);
    assert.deepEqual([exitCode, stderr.split('\n').length], [2, 1], wrong.join(' '));
  }
});

test('without an engine it ends in one sentence that names the socket and both remedies', async () => {
  const out = somewhere();
  const { exitCode, stderr } = await experiment(['francis-vs-static', '--out', out], {
    DOCKER_HOST: 'unix:///nowhere/docker.sock',
  });
  assert.equal(exitCode, 1);
  assert.equal(stderr.trim().split('\n').length, 1, stderr);
  assert.match(stderr, /unix:\/\/\/nowhere\/docker\.sock \(no such socket\)/);
  assert.match(stderr, /npm run setup/);
  assert.match(stderr, /DOCKER_HOST/);
  assert.doesNotMatch(stderr, /\n\s+at /);
});

test('in virtual time a study runs to its page, with everything needed to repeat it', async () => {
  const out = somewhere();
  const words = ['francis-vs-static', '--engine', 'simulated', '--seeds', '9', '--out', out];
  const { exitCode, stdout, stderr } = await experiment(words);
  assert.equal(exitCode, 0, stderr);
  const [study] = readdirSync(join(out, 'francis-vs-static'));
  const folder = join(out, 'francis-vs-static', study!);
  for (const file of ['manifest.json', 'summary.json', 'trials.csv', 'requests.csv', 'index.html'])
    assert.ok(existsSync(join(folder, file)), file);
  assert.equal(readdirSync(join(folder, 'trials')).filter(name => name.endsWith('.jsonl')).length, 18);
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  assert.equal(manifest.command, `npm run experiment -- ${words.join(' ')}`);
  assert.equal(manifest.source.text, readFileSync('experiments/francis-vs-static.ts', 'utf8'));
  assert.equal(manifest.plan.length, 18);
  const { headline } = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'));
  assert.ok(stdout.includes(headline), 'the verdict is told on the terminal too');
});
