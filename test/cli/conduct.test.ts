import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { commandLine, json, studyIn, temporary } from '../harness-process.ts';

test('interrupted in virtual time, a study leaves no half file, and its summary has the trials that are there', async () => {
  const out = temporary();
  const wish = ['--engine', 'simulated', '--workers', '2', '--no-page', '--seeds', '2000'];
  const study = execa('node', commandLine(out, ...wish), { reject: false });
  const began = new Promise<void>(resolve => {
    study.stdout.on('data', chunk => {
      if (/\[ *\d+\/4000\]/.test(String(chunk))) resolve();
    });
  });
  await Promise.race([began, study]);
  // What a thread leaves that is stopped amid a write.
  const trials = join(studyIn(out), 'trials');
  writeFileSync(join(trials, 'a-trial-that-was-cut-off.jsonl.part'), '{');
  study.kill('SIGINT');
  const { exitCode, stdout } = await study;
  assert.equal(exitCode, 130, stdout);
  const kept = readdirSync(trials);
  assert.deepEqual(
    kept.filter(file => !file.endsWith('.jsonl')),
    [],
  );
  assert.equal(json(studyIn(out), 'summary.json').trials.length, kept.length);
});
