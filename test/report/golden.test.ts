import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { TopLevelSpec } from 'vega-lite';
import { charts } from '../../harness/report/figure.ts';
import { studiesOf } from '../../harness/report/study.ts';
import { sizes } from '../../harness/report/theme.ts';
import { fixed, francis } from './fixture/trial.ts';
import { temporaryStudy } from './temporary-study.ts';

/*
 * The specification of each chart, as it was when somebody last looked at the picture. After a change that is meant:
 * node --test --test-update-snapshots test/report/golden.test.ts
 */
describe('the specification of each chart is what it was when last looked at', async () => {
  using study = await temporaryStudy({ arms: [fixed(5), fixed(3), francis(2), francis(4)], seeds: 3 });
  const drawn = new Set<string>();
  for (const chart of await charts()) {
    const [drawing] = chart.drawings(studiesOf(study.results)[0]!);
    if (!drawing) continue;
    drawn.add(chart.name);
    const spec = golden(drawing.spec(sizes.wide));
    it(chart.name, context => {
      const file = new URL(`../golden/report/${chart.name}.json`, import.meta.url);
      context.assert.fileSnapshot(spec, fileURLToPath(file), {
        serializers: [value => `${JSON.stringify(value, null, 1)}\n`],
      });
    });
  }
  it('and no chart has gone', () => {
    const kept = readdirSync(new URL('../golden/report/', import.meta.url));
    assert.deepEqual(
      kept.map(file => file.replace('.json', '')).filter(name => !drawn.has(name)),
      [],
    );
  });
});

/** Without the data, of which only their shape is kept, and with numbers to three digits: a golden file is to be read. */
function golden(spec: TopLevelSpec): unknown {
  return JSON.parse(
    JSON.stringify(spec, (key, value) => {
      if (
        Array.isArray(value) &&
        value.length > 0 &&
        value.every(row => row?.constructor === Object) &&
        !composed.has(key)
      )
        return `${value.length} rows of ${Object.keys(value[0]).join(', ')}`;
      return typeof value === 'number' ? Number(value.toPrecision(3)) : value;
    }),
  );
}

/** Arrays of objects that are no data. */
const composed = new Set(['layer', 'vconcat', 'concat', 'transform', 'tooltip', 'params']);
