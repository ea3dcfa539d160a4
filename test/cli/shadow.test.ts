import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { execa } from 'execa';
import { writeFixture } from '../report/fixture/study.ts';

const folder = mkdtempSync(join(tmpdir(), 'dockerawm-shadow-'));
let trial = '';
before(async () => {
  await writeFixture(folder, { seeds: 1 });
  const name = readdirSync(join(folder, 'trials')).find(file => file.includes('francis'))!;
  trial = join(folder, 'trials', name);
});
after(() => rmSync(folder, { recursive: true }));

const shadow = (...words: string[]) => execa('node', ['harness/cli/shadow.ts', ...words], { reject: false });

test('every controller stands beside the trial’s own, slot by slot', async () => {
  const { exitCode, stdout } = await shadow(trial);
  assert.equal(exitCode, 0, stdout);
  assert.match(stdout, /^francis-dockerawm from 2 on random-bursts, seed 1, trial 000\d-/);
  for (const name of ['francis-dockerawm', 'francis', 'hpa', 'kpa', 'pid', 'mpc'])
    assert.match(stdout, new RegExp(`^  \\d+ ${name}: as the trial’s own at \\d+ of \\d+ slots$`, 'm'));
  assert.match(stdout, /^ +t \(s\) +queued +running +there +wanted \| +1 +2/m);
});

test('one controller gives its reasons, and CSV holds those of all', async () => {
  const told = await shadow(trial, '--reasons', 'francis-dockerawm');
  assert.match(told.stdout, /^ +3\.5 s {2}\d+: \d+ waiting at a mean age of/m);
  const { stdout } = await shadow(trial, '--csv');
  const [head, ...lines] = stdout.split('\n');
  assert.equal(
    head,
    'at_s,queued,running,containers,recorded_wanted,recorded_applied,controller,wanted,reason',
  );
  assert.ok(lines.length > 100);
});

test('an unknown controller and a file that is no trace are refused in a sentence', async () => {
  const unknown = await shadow(trial, '--reasons', 'fransis');
  assert.equal(unknown.exitCode, 2);
  assert.match(unknown.stderr, /^--reasons: expected one of .*found "fransis"; see --help\.$/);
  const none = await shadow(join(folder, 'manifest.json'));
  assert.equal(none.exitCode, 1);
  assert.match(none.stderr, /manifest\.json:1: /);
});
