import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { charts } from '../../harness/report/figure.ts';
import { sections } from '../../harness/report/section.ts';

describe('the sections of the page', () => {
  it('stand in the reading order, each found by its file being there', async () => {
    const order = (await sections()).map(({ id }) => id);
    const expected = [
      'trust',
      'table',
      'cost',
      'over-time',
      'responses',
      'seed-by-seed',
      'decisions',
      'sweep',
    ];
    assert.deepEqual(
      order.filter(id => expected.includes(id)),
      expected,
    );
    assert.deepEqual(order.slice(-2), ['instrument', 'repeat']);
    for (const id of order) assert.ok(existsSync(`harness/report/sections/${id}.ts`), id);
  });

  it('have a title, a template that exists, and a place of their own', async () => {
    const all = await sections();
    for (const { title, template } of all) {
      assert.ok(title.length > 2);
      assert.ok(existsSync(`harness/report/templates/${template}.hbs`), template);
    }
    assert.equal(new Set(all.map(({ place }) => place)).size, all.length);
  });

  it('hold every chart: one that names an unknown section would never be seen', async () => {
    const known = new Set(['verdict', ...(await sections()).map(({ id }) => id)]);
    for (const { name, section } of await charts()) assert.ok(known.has(section), `${name} in ${section}`);
  });
});
