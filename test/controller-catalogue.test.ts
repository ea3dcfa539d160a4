import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { controllerCatalogue } from '../harness/controller-catalogue.ts';

test('every file of the folder is a controller, with its docs, and all but a program of one’s own with defaults', async () => {
  const found = await controllerCatalogue();
  const files = (await readdir('harness/controllers')).filter(file => file.endsWith('.ts'));
  assert.deepEqual(
    found.map(({ name }) => name),
    files.map(file => file.slice(0, -3)).sort(),
  );
  assert.deepEqual(
    found.filter(({ controller }) => !controller).map(({ name }) => name),
    ['external'],
  );
});

test('a controller is named as its file is, so that arms, table and file are one word', async () => {
  for (const { name, controller } of await controllerCatalogue())
    if (controller) assert.equal(controller().name, name);
});

test('what is said of them has no closing stop, so that it fits a table', async () => {
  for (const { name, docs } of await controllerCatalogue())
    for (const [key, text] of Object.entries(docs)) assert.ok(!text.endsWith('.'), `${name}, ${key}`);
});

test('every combination of a grid makes a controller', async () => {
  for (const { controller, grid } of await controllerCatalogue()) {
    if (!grid) continue;
    assert.ok(controller, 'a grid is of options');
    for (const [option, values] of Object.entries(grid))
      for (const value of values ?? []) controller({ [option]: value });
  }
});

test('a file without docs is refused by name', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'controllers-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'secret.ts'), 'export const docs = { optimises: "all" };');
  await assert.rejects(
    controllerCatalogue(pathToFileURL(`${folder}/`)),
    /expected controllers\/secret\.ts to export docs with optimises, flaws and source/,
  );
});
