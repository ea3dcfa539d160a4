import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { execa, execaSync } from 'execa';
import { commandLine, isSentence, run, studyIn, temporary } from './harness-process.ts';

/* A disk of half a MiB, which takes root on Linux. */
const disk = temporary();
const mounted =
  process.platform === 'linux' &&
  !execaSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', disk], { reject: false }).failed;
const skip = mounted ? false : 'a small disk takes the right to mount one';
const wish = ['--engine', 'simulated', '--workers', '1', '--no-page', '--seeds', '60'];
const remount = (options: string) => execa('mount', ['-o', `remount,${options}`, disk]);

after(() => {
  if (mounted) execaSync('umount', [disk]);
});

test('a full disk stops a study at once, in a sentence; what was kept is whole, and with room again it is completed', {
  skip,
}, async () => {
  const full = await run(disk, wish);
  assert.equal(full.exitCode, 1, full.stdout);
  assert.match(full.stderr, /the disk is full; make room/);
  assert.match(full.stderr, /\d+ of 120 trials are kept; .*--resume/);
  assert.ok(isSentence(full.stderr), full.stderr);
  const folder = studyIn(disk);
  const files = readdirSync(join(folder, 'trials'));
  assert.ok(files.length > 5 && files.length < 120, `${files.length} trials were kept`);
  for (const file of files) {
    assert.match(file, /\.jsonl$/, 'no half file is left');
    const lines = readFileSync(join(folder, 'trials', file), 'utf8')
      .trimEnd()
      .split('\n');
    assert.doesNotThrow(() => lines.map(line => JSON.parse(line)));
  }
  await remount('size=64m');
  const resumed = await run(disk, ['--resume', '--no-page', '--workers', '1']);
  assert.equal(resumed.exitCode, 0, resumed.stderr);
  const undisturbed = temporary();
  await run(undisturbed, wish);
  const summary = (at: string): string => readFileSync(join(at, 'summary.json'), 'utf8');
  assert.equal(summary(folder), summary(studyIn(undisturbed)));
});

test('a results folder that is read-only is refused before anything is run, in a sentence, with exit code 1', {
  skip,
}, async () => {
  await remount('ro');
  const { exitCode, stderr } = await execa('node', commandLine(disk, ...wish), { reject: false });
  assert.equal(exitCode, 1);
  assert.match(stderr, /the file system is read-only; choose another folder with --out/);
  assert.ok(isSentence(stderr), stderr);
});
