import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Sizes } from '../../../harness/best-sizes.ts';
import { AGREEMENT, type Fidelity } from '../../../harness/fidelity.ts';
import type { PageInput } from '../../../harness/report/page-input.ts';
import { type BestSizesContext, section as bestSizes } from '../../../harness/report/sections/best-sizes.ts';
import { type FidelityContext, section as fidelity } from '../../../harness/report/sections/fidelity.ts';

const folder = mkdtempSync(join(tmpdir(), 'dockerawm-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const page = { results: { folder } } as unknown as PageInput;

test('a study that was held against nothing has no such sections', () => {
  assert.equal(fidelity.context(page), undefined);
  assert.equal(bestSizes.context(page), undefined);
});

test('what the worlds are held to stands first, each ratio with its interval and whether it is within', () => {
  const estimate = { confidence: 0.9, n: 10, method: 't', scale: 'ratio' as const };
  const found: Fidelity = {
    format: 1,
    engines: { real: 'docker', virtual: 'simulated' },
    profile: 'a host',
    bounds: AGREEMENT,
    agree: false,
    headline: 'docker and simulated differ.',
    metrics: ['lateness.send', 'wait.mean'].map((metric, i) => ({
      metric,
      unit: 's',
      workload: 'w',
      arm: 'fixed at 5',
      real: 12,
      virtual: 10,
      ratio: { ...estimate, point: 1.2, low: 1.1, high: 1.3 },
      within: i === 0,
    })),
    verdicts: [{ workload: 'w', arm: 'a', real: 'faster', virtual: 'slower', opposite: true }],
    trials: [],
  };
  writeFileSync(join(folder, 'fidelity.json'), JSON.stringify(found));
  const shown = fidelity.context(page) as FidelityContext;
  assert.deepEqual([shown.tone, shown.bounds], ['bad', '0.85–1.18']);
  assert.deepEqual(shown.held.rows, [
    ['mean wait', 'fixed at 5', '12.0 s', '10.0 s', '1.20 [1.10, 1.30]', 'no'],
  ]);
  assert.equal(shown.others.rows.length, 1);
  assert.deepEqual(shown.verdicts.rows, [['a', 'faster', 'slower', 'yes']]);
});

test('the best sizes are told per controller: chosen, not told apart, confirmed', () => {
  const found: Sizes = {
    format: 1,
    primary: 'objective',
    price: 1,
    seeds: [1, 2],
    freshSeeds: [3, 4],
    found: [
      {
        workload: 'w',
        controller: 'pid',
        best: 3,
        candidates: [2, 3],
        confirmed: [3],
        sizes: [
          { kMin: 1, arm: 'pid from 1', mean: 20, ratio: { point: 2, low: 1.9, high: 2.1 }, worse: true },
          { kMin: 3, arm: 'pid from 3', mean: 10, ratio: undefined, worse: false },
        ],
      },
    ],
  };
  writeFileSync(join(folder, 'best-sizes.json'), JSON.stringify(found));
  const shown = bestSizes.context(page) as BestSizesContext;
  assert.deepEqual(shown.sets.rows, [['pid', '3', '2, 3', '3']]);
  assert.deepEqual(shown.controllers[0]!.sizes.rows[0], [
    '1',
    '20.0',
    '2.00 [1.90, 2.10] worse',
    'not asked',
    '',
  ]);
});

test('a file that was damaged is named', () => {
  writeFileSync(join(folder, 'fidelity.json'), '{ "format": ');
  assert.throws(() => fidelity.context(page), /fidelity\.json: expected JSON/);
});
