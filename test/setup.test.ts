import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

/*
 * setup.mjs in a project of its own, with an npm, an apt-get and a pinned Node that are shell scripts and write down
 * how they were called.
 */

const setup = fileURLToPath(new URL('../setup.mjs', import.meta.url));
const lock = (version: string) =>
  JSON.stringify({
    packages: {
      '': { name: 'here' },
      'node_modules/a': { version, integrity: 'sha512-a' },
      'node_modules/elsewhere': { version: '1.0.0', integrity: 'sha512-e', optional: true },
    },
  });

describe('setup', { skip: process.platform === 'win32' ? 'the stand-ins are shell scripts' : false }, () => {
  let project: string;
  const file = (name: string) => join(project, name);
  const script = (name: string, ...lines: string[]) =>
    writeFileSync(file(name), ['#!/bin/sh', `cd "${project}"`, ...lines, ''].join('\n'), { mode: 0o755 });
  const calls = () => (existsSync(file('calls')) ? readFileSync(file('calls'), 'utf8').split('\n') : []);
  const run = () => {
    rmSync(file('calls'), { force: true });
    const { status, stdout, stderr } = spawnSync(process.execPath, [file('setup.mjs')], {
      env: { PATH: `${file('node_modules/.bin')}:${file('bin')}:/usr/bin:/bin` },
      encoding: 'utf8',
    });
    return { status, said: stdout.trim().split('\n'), complaint: stderr.trim(), calls: calls().slice(0, -1) };
  };

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'dockerawm setup-'));
    mkdirSync(file('bin'));
    copyFileSync(setup, file('setup.mjs'));
    writeFileSync(file('package-lock.json'), lock('1.0.0'));
    script('node', 'echo "node $*" >> calls', '[ "$1" = --version ] && echo v26.0.0', 'exit 0');
    writeFileSync(
      file('installed.json'),
      JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } } }),
    );
    script(
      'bin/npm',
      'echo "npm $*" >> calls',
      'rm -rf node_modules; mkdir -p node_modules/.bin',
      'cp installed.json node_modules/.package-lock.json; cp node node_modules/.bin/node',
    );
  });
  afterEach(() => rmSync(project, { recursive: true }));

  test('a fresh clone gets its dependencies, then an engine, then the image', () => {
    const { status, said, calls } = run();
    assert.equal(status, 0);
    assert.deepEqual(calls, [
      'npm ci --loglevel=error',
      'node --version',
      `node ${file('harness/cli/engine.ts')}`,
      `node ${file('harness/cli/image.ts')}`,
    ]);
    assert.deepEqual(said.slice(1, 3), ['dependencies: installed', 'runtime: Node v26.0.0']);
  });

  test('the second time npm is left alone, though packages of other platforms are not there', () => {
    run();
    const { status, said, calls } = run();
    assert.equal(status, 0);
    assert.equal(said[0], 'dependencies: already there');
    assert.equal(calls.filter(call => call.startsWith('npm')).length, 0);
  });

  test('when the lockfile has moved on, they are installed again', () => {
    run();
    writeFileSync(file('package-lock.json'), lock('1.0.1'));
    assert.equal(run().calls[0], 'npm ci --loglevel=error');
  });

  test('a failing npm ends it with a sentence and exit code 1', () => {
    script('bin/npm', 'echo "E404 a is gone" >&2; exit 1');
    const { status, complaint } = run();
    assert.equal(status, 1);
    assert.match(
      complaint,
      /^E404 a is gone\nSetup: "npm ci" failed, as it says above; mend that and run "node setup\.mjs" again\.$/,
    );
  });

  test('a loader without libatomic is helped where one may, else told how', () => {
    script(
      'node',
      'echo "node $*" >> calls',
      'if [ ! -e lib ]; then echo "error while loading shared libraries: libatomic.so.1: cannot open" >&2; exit 127; fi',
      '[ "$1" = --version ] && echo v26.0.0; exit 0',
    );
    script('bin/apt-get', 'echo "apt-get $*" >> calls', '[ "$1" = install ] && touch lib; exit 0');
    const { status, said, complaint, calls } = run();
    if (process.getuid?.() === 0) {
      assert.equal(status, 0);
      assert.deepEqual(calls.slice(2, 4), ['apt-get update', 'apt-get install -y libatomic1']);
      assert.equal(said[2], 'runtime: Node v26.0.0, with libatomic1 installed for it');
    } else {
      assert.equal(status, 1);
      assert.match(
        complaint,
        /needs libatomic\.so\.1; install it \(Debian, Ubuntu: apt-get install libatomic1/,
      );
    }
  });

  test('a Node that does not run here is told with its reason', () => {
    script('node', 'echo "Exec format error" >&2; exit 126');
    const { status, complaint } = run();
    assert.equal(status, 1);
    assert.match(complaint, /^Setup: the pinned Node does not run on \w+ \w+: Exec format error$/);
  });

  test('without an engine no image is made, and the exit code is 1', () => {
    script('node', 'echo "node $*" >> calls', 'case "$1" in *engine.ts) exit 1;; esac; echo v26.0.0');
    const { status, calls } = run();
    assert.equal(status, 1);
    assert.equal(calls.at(-1), `node ${file('harness/cli/engine.ts')}`);
  });
});
