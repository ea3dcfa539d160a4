import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Manifest } from '../../harness/manifest.ts';
import { readBaselines } from '../../harness/results.ts';
import type { Summary } from '../../harness/summary.ts';

const out = mkdtempSync(join(tmpdir(), 'baselines-'));
test.after(() => rmSync(out, { recursive: true }));
const program = fileURLToPath(new URL('../../harness/cli/experiment.ts', import.meta.url));

/** Runs a study in virtual time, and gives its folder, what it printed and what it kept. */
async function study(...more: string[]) {
  const before = new Set(studies());
  const { stdout } = await execa(
    process.execPath,
    [...[program, 'francis-vs-static', '--engine', 'simulated', '--seeds', '2', '--out', out], ...more],
    { reject: false },
  );
  const folder = join(out, 'francis-vs-static', studies().find(name => !before.has(name))!);
  const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return {
    stdout,
    folder,
    summary: read<Summary>('summary.json'),
    manifest: read<Manifest>('manifest.json'),
  };
}

const studies = (): string[] => {
  try {
    return readdirSync(join(out, 'francis-vs-static'));
  } catch {
    return [];
  }
};

test('every study keeps its baselines: the sweep, brackets at equal cost, the oracle with its evaluations', async () => {
  const { summary, folder, stdout } = await study();
  const [baselines] = summary.baselines!.workloads;
  const sizes = baselines!.points.filter(({ kind }) => kind === 'static').map(({ size }) => size);
  assert.deepEqual(
    sizes,
    Array.from({ length: 16 }, (_, i) => i + 1),
  );
  const [bracket] = baselines!.brackets;
  const cost = (label: string): number =>
    baselines!.points.find(point => point.label === label)!.metrics.containerSeconds!.point;
  const elastic = cost(bracket!.arm);
  assert.ok(cost(`static at ${bracket!.below}`) <= elastic && elastic <= cost(`static at ${bracket!.above}`));
  const oracle = baselines!.points.find(({ kind }) => kind === 'oracle')!.metrics.objective!.point;
  for (const point of baselines!.points)
    assert.ok(oracle <= point.metrics.objective!.point + 1e-9, point.label);
  assert.ok(baselines!.oracle.evaluations > 18 * baselines!.seeds);
  assert.match(
    stdout,
    /Baselines in virtual time \(\d+ rehearsals\): at equal cost francis-dockerawm from 2 between/,
  );
  const kept = readBaselines(folder)!;
  assert.equal(kept.seeds.length, 2);
  assert.ok(kept.seeds.every(({ oracle }) => oracle.schedule.kMin >= 1));
});

test('with --baselines they are run beside the arms, in no family and without a verdict word', async () => {
  const { summary, manifest } = await study('--baselines', '--seeds', '2');
  const arms = summary.workloads[0]!.arms;
  const [bracket] = summary.baselines!.workloads[0]!.brackets;
  const labels = manifest.declared.arms.map(({ label }) => label);
  for (const size of new Set([bracket!.below, bracket!.above, bracket!.peak]))
    if (size !== null && size !== 5) assert.ok(labels.includes(`static at ${size}`), `static at ${size}`);
  assert.ok(labels.includes('oracle (replayed)'));
  const replayed = arms.find(({ arm }) => arm === 'oracle (replayed)')!;
  assert.equal(replayed.trials, 2);
  assert.equal(replayed.verdict, undefined);
  assert.ok(replayed.against!['wait.mean']);
  assert.equal(
    arms.find(({ arm }) => arm === 'francis-dockerawm from 2')!.verdict!.word,
    'not enough trials',
  );
});
