import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { metricCatalogue } from '../harness/metric-catalogue.ts';

const terms = { target: 60_000, price: 1 };
const folders: string[] = [];
after(() => Promise.all(folders.map(folder => rm(folder, { recursive: true }))));

/** A folder of metric files, each of one metric. */
async function folderOf(files: Record<string, { metric: string; place?: number }>): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'metrics-'));
  folders.push(folder);
  for (const [name, { metric, place }] of Object.entries(files)) {
    const placed = place === undefined ? '' : `export const place = ${place};`;
    const text = `${placed} export const metrics = ({ target }) => [{ name: '${metric}', unit: 's', better: 'lower', of: () => target }];`;
    await writeFile(join(folder, name), text);
  }
  await writeFile(join(folder, 'ingredient.ts'), 'export const half = 0.5;');
  return pathToFileURL(`${folder}/`);
}

test('every metric of the table is found, in the order of the tables, and none twice', async () => {
  const names = (await metricCatalogue(terms)).map(metric => metric.name);
  const roots = [...new Set(names.map(name => name.split('.')[0]))];
  assert.deepEqual(roots, [
    'wait',
    'response',
    'slo',
    'requests',
    'makespan',
    'containerSeconds',
    'containers',
    'objective',
    'theta',
    'accuracy',
    'tau',
    'jitter',
    'instability',
    'scaling',
    'reaction',
    'recovery',
    'work',
    'lateness',
    'overhead',
  ]);
  assert.equal(new Set(names).size, names.length);
});

test('a new file is found by being there, and comes last unless it says where', async () => {
  const folder = await folderOf({
    'a-newcomer.ts': { metric: 'newcomer' },
    'b-second.ts': { metric: 'second', place: 20 },
    'c-first.ts': { metric: 'first', place: 10 },
  });
  const found = await metricCatalogue(terms, folder);
  assert.deepEqual(
    found.map(metric => metric.name),
    ['first', 'second', 'newcomer'],
  );
});

test('two metrics of one name are refused', async () => {
  const folder = await folderOf({ 'a.ts': { metric: 'wait' }, 'b.ts': { metric: 'wait' } });
  await assert.rejects(metricCatalogue(terms, folder), /two called wait/);
});
