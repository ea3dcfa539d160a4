import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { execa } from 'execa';
import type { Findings } from '../../harness/paper/findings.ts';

/* The paper's claims end to end in virtual time: one run of the command, looked at from all sides. */

const out = mkdtempSync(join(tmpdir(), 'dockerawm-paper-'));
let folder = '';
let page = '';
let told = '';
let found: Findings;

before(async () => {
  const { stdout, exitCode } = await execa(
    'node',
    ['harness/cli/paper.ts', '--engine', 'simulated', '--out', out],
    {
      reject: false,
    },
  );
  told = stdout;
  assert.equal(exitCode, 0, stdout);
  folder = /^Results: (.*)$/m.exec(stdout)![1]!;
  page = readFileSync(join(folder, 'index.html'), 'utf8');
  found = JSON.parse(readFileSync(join(folder, 'paper.json'), 'utf8'));
});
after(() => rmSync(out, { recursive: true }));

test('full scale, each workload once, both arms: a replay repeated in virtual time would feign observations', () => {
  assert.equal(readdirSync(join(folder, 'trials')).length, 6);
  const { declared } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  assert.deepEqual([declared.timeScale, declared.seeds], [1, [1]]);
});

test('the study gives what the evidence gives: the same waits on each workload', () => {
  const { workloads } = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'));
  for (const one of found.evidence) {
    const { arms } = workloads.find((w: { workload: string }) => w.workload === one.workload);
    const wait = (arm: string): number =>
      arms.find((a: { arm: string }) => a.arm === arm).metrics['wait.mean'].point;
    assert.ok(Math.abs(wait('francis-dockerawm from 2') - one.francis.wait) < 1e-6, one.workload);
    const static5 = one.fixed.find(f => f.containers === 5)!;
    assert.ok(Math.abs(wait('fixed at 5') - static5.wait) < 1e-6, one.workload);
  }
});

test('the page shows every claim with its source, evidence and verdict', () => {
  for (const { claim, source, because, verdict } of found.claims) {
    for (const part of [claim, source, because]) {
      assert.ok(page.includes(part.replaceAll("'", '&#x27;')), part);
    }
    assert.ok(page.toLowerCase().includes(`${verdict}.</b>`));
  }
});

test('the page stamps the table as published, and says what the range covers', () => {
  assert.match(page, /Not like for like: its rows cannot be compared/);
  assert.match(page, /Requests: 119 against 105\./);
  assert.match(page, /covers measurement noise on this one workload, not other workloads/);
});

test('the page draws the log’s own curve beside ours, on each workload', () => {
  for (const figure of [
    'paper-allocation-w1',
    'paper-allocation-w2',
    'paper-allocation-w3',
    'paper-range-w1',
  ])
    assert.ok(page.includes(`id="${figure}"`), figure);
});

test('the logged moves stand beside those of the law, row by row', () => {
  assert.equal(found.decisions.table.length, 107);
  assert.match(page, /104 of the 107 logged moves, and 98 of the 100/);
});

test('the job’s summary is Markdown with the table of claims', () => {
  const text = readFileSync(join(folder, 'paper.md'), 'utf8');
  assert.match(text, /\| claim \| source \| in virtual time \|\n\| --- \| --- \| --- \|/);
  for (const { claim } of found.claims) assert.ok(text.includes(claim), claim);
  assert.match(text, /\*\*Not like for like\*\*/);
});

test('the terminal tells every verdict', () => {
  for (const { id, verdict } of found.claims) assert.ok(told.includes(`${id}: ${verdict}.`), id);
});

test('the page is drawn again from the files alone, to the byte', async () => {
  const { exitCode } = await execa('node', ['harness/cli/report.ts', folder]);
  assert.equal(exitCode, 0);
  assert.equal(readFileSync(join(folder, 'index.html'), 'utf8'), page);
});

test('interrupted, it goes on as it was begun, on the same engine, and comes to the same findings', async () => {
  const other = mkdtempSync(join(tmpdir(), 'dockerawm-paper-'));
  try {
    const study = join(other, 'paper-table2', basename(folder));
    cpSync(folder, study, { recursive: true });
    const [first] = readdirSync(join(study, 'trials')).sort();
    for (const lost of [join('trials', first!), 'summary.json', 'paper.json', 'paper.md', 'index.html'])
      rmSync(join(study, lost));
    const command = ['harness/cli/paper.ts', '--resume', '--out', other];
    const { stdout, stderr, exitCode } = await execa('node', command, { reject: false });
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /6 trials on simulated.*5 of them have ended already; 1 is missing/s);
    for (const file of ['summary.json', 'paper.json', join('trials', first!)])
      assert.equal(readFileSync(join(study, file), 'utf8'), readFileSync(join(folder, file), 'utf8'), file);
  } finally {
    rmSync(other, { recursive: true });
  }
});

test('the command line is checked', async () => {
  const { exitCode, stderr } = await execa('node', ['harness/cli/paper.ts', '--quik'], { reject: false });
  assert.equal(exitCode, 2);
  assert.match(stderr, /unknown option '--quik'/);
});
