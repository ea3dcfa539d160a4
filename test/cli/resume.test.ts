import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { execa } from 'execa';
import { commandLine, experimentsWith, json, run, studyIn, temporary } from '../harness-process.ts';

const simulated = ['--engine', 'simulated', '--workers', '1', '--no-page'];
const undisturbed = temporary();
const summaryOf = (folder: string): string => readFileSync(join(folder, 'summary.json'), 'utf8');

/** A copy of the undisturbed study that lacks what an interrupted one lacks. */
function cutShort(lacks: (file: string) => boolean): { out: string; folder: string } {
  const out = temporary();
  cpSync(undisturbed, out, { recursive: true });
  const folder = studyIn(out);
  for (const file of readdirSync(join(folder, 'trials')))
    if (lacks(file)) rmSync(join(folder, 'trials', file));
  rmSync(join(folder, 'summary.json'));
  return { out, folder };
}

before(async () => {
  const { exitCode, stderr } = await run(undisturbed, simulated);
  assert.equal(exitCode, 0, stderr);
});

test('a resumed study runs exactly the trials it lacks and equals an undisturbed one to the byte', async () => {
  const { out, folder } = cutShort(file => /^000[257]/.test(file));
  writeFileSync(join(folder, 'trials', '0005-half-written.jsonl.part'), '{"type":');
  const { exitCode, stdout, stderr } = await run(out, ['--resume', '--no-page']);
  assert.equal(exitCode, 0, stderr);
  assert.match(stdout, /5 of them have ended already; 3 are missing/);
  assert.equal(summaryOf(folder), summaryOf(studyIn(undisturbed)));
  assert.equal(readdirSync(join(folder, 'trials')).length, 8, 'half a file is swept away');
  assert.equal(json(folder, 'manifest.json').resumed.length, 1);
});

test('a trial that ended as failed has ended: it is kept, not run again', async () => {
  const { out, folder } = cutShort(file => file.startsWith('0003'));
  const { trial, place, ...named } = json(folder, 'manifest.json').plan[2];
  assert.equal(place, 3);
  const row = { trial, ...named, state: 'failed', why: 'the test says so', intended: '', metrics: {} };
  writeFileSync(join(folder, 'trials', `${trial}.failed.json`), JSON.stringify({ format: 1, row }));
  const { exitCode } = await run(out, ['--resume', '--no-page']);
  assert.equal(exitCode, 1, 'a study with a failed trial is not a good one');
  const summary = json(folder, 'summary.json');
  assert.equal(summary.trials[2].why, 'the test says so');
  assert.equal(summary.trials.length, 8);
});

test('what was asked when the study began is not asked again; a folder that is no study is named', async () => {
  const { out } = cutShort(() => false);
  const again = await run(out, ['--resume', '--seeds', '3']);
  assert.equal(again.exitCode, 2);
  assert.match(again.stderr, /expected no --seeds/);
  const nowhere = await run(out, ['--resume', '2020-01-01T00-00-00']);
  assert.equal(nowhere.exitCode, 1);
  assert.match(nowhere.stderr, /expected a results folder with a manifest, found none at .*2020-01-01/);
});

test('an experiment or a host that has changed is named, and goes on only by force, which is recorded', async () => {
  const { out, folder } = cutShort(file => file.startsWith('0008'));
  const manifest = json(folder, 'manifest.json');
  manifest.host.cores += 1;
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  const experiments = experimentsWith(text => text.replace('A second of load', 'Two seconds of load'));
  const changed = (...more: string[]) =>
    execa('node', [...commandLine(out), '--experiments', experiments, '--resume', '--no-page', ...more], {
      reject: false,
    });
  const refused = await changed();
  assert.equal(refused.exitCode, 1);
  assert.match(
    refused.stderr,
    /found changed: the experiment's file .*; the host's cores \(\d+ then, \d+ now\)/,
  );
  assert.equal(readdirSync(join(folder, 'trials')).length, 7, 'nothing was run');
  const forced = await changed('--force');
  assert.equal(forced.exitCode, 0, forced.stderr);
  assert.match(json(folder, 'manifest.json').resumed[0].forced.join(), /the experiment's file/);
  assert.match(readFileSync(join(folder, 'journal.jsonl'), 'utf8'), /resumed by force/);
});

test('a study that another process still runs is not resumed', async () => {
  const { out, folder } = cutShort(file => file.startsWith('0008'));
  const { ownLease } = await import('../../harness/lease.ts');
  const line = { at: '2026-01-01T00:00:00Z', event: 'study.resumed', owner: ownLease() };
  writeFileSync(join(folder, 'journal.jsonl'), `${JSON.stringify(line)}\n`, { flag: 'a' });
  const { exitCode, stderr } = await run(out, ['--resume']);
  assert.equal(exitCode, 1);
  assert.match(stderr, new RegExp(`process ${process.pid} still runs this study`));
});
