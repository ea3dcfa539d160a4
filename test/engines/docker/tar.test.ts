import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { type Entry, tar } from '../../../harness/engines/docker/tar.ts';

const entries: Entry[] = [
  { name: 'b.txt', mode: 0o644, content: Buffer.from('beta') },
  { name: 'a/', mode: 0o1777 },
  { name: 'a/exact', mode: 0o755, content: Buffer.alloc(512, 'x') },
  { name: 'empty', mode: 0o600, content: Buffer.alloc(0) },
];

test('an archive is read by tar as it was meant', () => {
  const { stdout, stderr } = spawnSync('tar', ['-tvf', '-', '--utc', '--numeric-owner'], {
    input: Buffer.concat(tar(entries)),
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  assert.equal(stderr, '');
  assert.deepEqual(
    stdout
      .trim()
      .split('\n')
      .map(line => line.replace(/ +/g, ' ')),
    [
      'drwxrwxrwt 0/0 0 1970-01-01 00:00 a/',
      '-rwxr-xr-x 0/0 512 1970-01-01 00:00 a/exact',
      '-rw-r--r-- 0/0 4 1970-01-01 00:00 b.txt',
      '-rw------- 0/0 0 1970-01-01 00:00 empty',
    ],
  );
});

test('contents come out as they went in', () => {
  const { stdout } = spawnSync('tar', ['-xOf', '-', 'b.txt'], { input: Buffer.concat(tar(entries)) });
  assert.equal(String(stdout), 'beta');
});

test('the order in which entries are given makes no difference', () => {
  assert.deepEqual(Buffer.concat(tar(entries)), Buffer.concat(tar([...entries].reverse())));
});

test('a name that does not fit is refused', () => {
  assert.throws(() => tar([{ name: 'x'.repeat(101), mode: 0o644 }]), /at most 100 bytes/);
});
