import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';

const bench = (...words: string[]) => execa('node', ['harness/cli/bench.ts', ...words], { reject: false });

test('a benchmark prints a table and writes the same figures for machines', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'dockerawm-')), 'deep', 'bench.json');
  const { stdout, exitCode } = await bench('recorder', '--json', file);
  assert.equal(exitCode, 0, stdout);
  const { groups, host } = JSON.parse(readFileSync(file, 'utf8'));
  assert.match(host.node, /^v26\./);
  assert.equal(groups.length, 1);
  for (const { what, value, samples } of groups[0].rows) {
    assert.ok(stdout.includes(what));
    assert.ok(value > 0 && samples > 0);
  }
});

test('an unknown benchmark is refused with the nearest', async () => {
  const { stderr, exitCode } = await bench('recordr');
  assert.equal(exitCode, 1);
  assert.match(stderr, /^Benchmark "recordr": expected one of .*; did you mean "recorder"\?$/);
});
