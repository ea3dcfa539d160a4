import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Manifest } from '../harness/manifest.ts';
import { readResults } from '../harness/results.ts';
import { writeFixture } from './report/fixture/study.ts';

const folder = mkdtempSync(join(tmpdir(), 'post-hoc-'));
test.after(() => rmSync(folder, { recursive: true }));
const stamps = (): string[] =>
  readResults(folder)
    .summary.warnings.filter(({ id }) => id === 'post-hoc')
    .map(({ what }) => what);

test('a study is stamped post hoc once what it declared is changed, and only then', async () => {
  await writeFixture(folder, { seeds: 2 });
  assert.deepEqual(stamps(), []);
  const file = join(folder, 'manifest.json');
  const manifest: Manifest = JSON.parse(readFileSync(file, 'utf8'));
  const changed = { ...manifest, declared: { ...manifest.declared, delta: 0.2 } };
  writeFileSync(file, JSON.stringify(changed));
  assert.match(stamps()[0]!, /^Post hoc: what it declares was changed after it began/);
});

test('a page that answers another question than the declared one is stamped with both', async () => {
  await writeFixture(folder, { seeds: 2 });
  const { summary } = readResults(folder);
  writeFileSync(join(folder, 'summary.json'), JSON.stringify({ ...summary, primary: 'response.p95' }));
  assert.deepEqual(stamps(), ['Post hoc: response.p95 decides in place of wait.mean.']);
});
