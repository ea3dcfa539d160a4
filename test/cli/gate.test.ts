import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { junit, markdown } from '../../harness/cli/gate-files.ts';
import { writeFixture } from '../report/fixture/study.ts';

const folder = mkdtempSync(join(tmpdir(), 'gate-'));
test.after(() => rmSync(folder, { recursive: true }));
const program = fileURLToPath(new URL('../../harness/cli/gate.ts', import.meta.url));
const baseline = join(folder, 'baseline');
await writeFixture(baseline, { engine: 'simulated' });

/** A copy of the baseline with some of its text replaced. */
function changed(name: string, file: 'summary.json' | 'manifest.json', from: RegExp, to: string): string {
  const copy = join(folder, name);
  cpSync(baseline, copy, { recursive: true });
  const text = readFileSync(join(copy, file), 'utf8');
  const after = text.replaceAll(from, to);
  assert.notEqual(after, text);
  writeFileSync(join(copy, file), after);
  return copy;
}

const gate = (study: string, ...more: string[]) =>
  execa(process.execPath, [program, study, '--baseline', baseline, ...more], { reject: false });

test('a study like its baseline passes with code 0, and is written down for CI', async () => {
  const same = changed('same', 'manifest.json', /"commit": "\w+"/g, '"commit": "another"');
  const { exitCode, stdout } = await gate(same);
  assert.match(stdout, /No regression\.$/);
  assert.equal(exitCode, 0);
  assert.match(
    readFileSync(join(same, 'gate.xml'), 'utf8'),
    /<testsuite name="[^"]+" tests="3" failures="0" errors="0"/,
  );
  assert.match(readFileSync(join(same, 'gate.md'), 'utf8'), /\| passed \|/);
});

test('a regression is code 1, with the check that failed', async () => {
  const slow = changed('slow', 'summary.json', /"wait\.mean": (\d)/g, '"wait.mean": 9$1');
  const { exitCode, stdout } = await gate(slow, '--max', 'wait.mean +5%', '--max', 'response.p95 +5%');
  assert.equal(exitCode, 1);
  assert.match(stdout, /^FAILED {2}wait\.mean of .* not allowed: at most \+5 % worse/m);
  assert.match(stdout, /^passed {2}response\.p95/m);
  assert.match(
    readFileSync(join(slow, 'gate.xml'), 'utf8'),
    /<failure message="wait\.mean of [^"]+" type="regression">/,
  );
});

test('what may not be compared is code 2, with what differs, and no check', async () => {
  const other = changed('other', 'manifest.json', /"kMax": 16/g, '"kMax": 12');
  const { exitCode, stdout } = await gate(other);
  assert.equal(exitCode, 2);
  assert.match(stdout, /may not be compared .*\n.*kMax: (12|16) against (12|16)/);
  assert.match(readFileSync(join(other, 'gate.xml'), 'utf8'), /errors="1".*\n.*\n.*<error message="kMax/);
  assert.match(readFileSync(join(other, 'gate.md'), 'utf8'), /Not compared/);
});

test('a wrong limit is code 2 and one sentence', async () => {
  const { exitCode, stderr } = await gate(baseline, '--max', 'faster please');
  assert.equal(exitCode, 2);
  assert.match(
    stderr,
    /^--max: expected a metric and a percentage such as "response\.p95 \+5%", found "faster please"; see --help\.$/,
  );
});

const hostile = {
  study: 'a<b>&"c"\u0007',
  baseline: 'x|y',
  refused: [],
  checks: [
    { workload: 'w|1', arm: '<script>', metric: 'm', limit: 0, ok: false, sentence: 'a < b & "c" \u0000]]>' },
  ],
};

test('the JUnit file is well-formed XML, whatever names and messages hold', () => {
  const xml = junit(hostile);
  assert.doesNotMatch(xml, /<script>|&(?!(amp|lt|gt|quot);)/);
  for (const control of ['\u0000', '\u0007']) assert.ok(!xml.includes(control));
  assert.equal((xml.match(/<testcase/g) ?? []).length, (xml.match(/<\/testcase>/g) ?? []).length);
  assert.match(xml, /name="a&lt;b&gt;&amp;&quot;c&quot;"/);
});

test('the Markdown table keeps its columns, whatever names hold', () => {
  const row = markdown(hostile)
    .split('\n')
    .find(line => line.includes('failed** |'))!;
  assert.equal(row.replaceAll('\\|', '').split('|').length, 10);
});
