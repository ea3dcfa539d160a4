import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { controllerCatalogue } from '../harness/controller-catalogue.ts';
import { controllerTable, tableWithin, withTable } from '../harness/controller-table.ts';

const docs = { optimises: 'the least\n  of all', flaws: 'a|b', source: 'ours' };

test('a controller is a row, with bars and line ends kept from breaking the table', () => {
  assert.equal(
    controllerTable([{ name: 'odd', docs }])
      .split('\n')
      .at(-1),
    '| `odd` | the least of all | a\\|b | ours |',
  );
});

test('the table is put between the marks, and found there again; all else stays', () => {
  const text = 'before\n<!-- controllers:begin -->\nold\n<!-- controllers:end -->\nafter\n';
  const table = controllerTable([{ name: 'odd', docs }]);
  const now = withTable(text, table);
  assert.equal(tableWithin(text), 'old');
  assert.equal(tableWithin(now), table);
  assert.ok(now.startsWith('before\n<!--') && now.endsWith('-->\nafter\n'));
  assert.equal(withTable(now, table), now);
  assert.equal(tableWithin('no marks'), undefined);
});

const readme = existsSync('README.md') ? readFileSync('README.md', 'utf8') : '';

test('the README’s table is the one that the controllers’ own files give', {
  skip: tableWithin(readme) === undefined && 'the README has no marks for it',
}, async () => {
  assert.equal(
    tableWithin(readme),
    controllerTable(await controllerCatalogue()),
    'run "npm run controllers -- --write README.md"',
  );
});
