import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { execa } from 'execa';

const out = mkdtempSync(join(tmpdir(), 'dockerawm-'));
after(() => rmSync(out, { recursive: true, force: true }));

/** Runs a study in a process of its own; gives every file that holds results, by name. */
async function study(name: string, workers: number): Promise<Map<string, string>> {
  const place = join(out, `${name}-${workers}`);
  const args = [name, '--engine', 'simulated', '--seeds', '2', '--workers', String(workers), '--out', place];
  await execa('node', ['harness/cli/experiment.ts', ...args]);
  const folder = join(place, name, readdirSync(join(place, name))[0]!);
  const files = ['summary.json', 'requests.csv', 'trials.csv'];
  const traces = readdirSync(join(folder, 'trials')).map(file => join('trials', file));
  return new Map([...files, ...traces].map(file => [file, readFileSync(join(folder, file), 'utf8')]));
}

test('two processes, one with one thread and one with three, leave the same traces and summaries to the byte', async () => {
  const [alone, together] = await Promise.all([study('francis-vs-static', 1), study('francis-vs-static', 3)]);
  assert.equal(alone.size, 3 + 4);
  assert.deepEqual([...alone.keys()], [...together.keys()]);
  for (const [file, text] of alone) assert.ok(text === together.get(file), `${file} differs`);
});
