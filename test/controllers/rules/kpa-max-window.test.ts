import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  indexOf,
  largestOf,
  type Recorded,
  sizeOf,
  withRecord,
} from '../../../harness/controllers/rules/kpa-max-window.ts';

test('against the definition: the largest value whose index is greater than the last one less the size', () => {
  const records = fc.array(
    fc.record({ step: fc.integer({ min: 0, max: 4 }), value: fc.integer({ min: 0, max: 9 }) }),
    {
      minLength: 1,
    },
  );
  fc.assert(
    fc.property(records, fc.integer({ min: 1, max: 6 }), (steps, size) => {
      let index = 0;
      let known: readonly Recorded[] = [];
      const all: Recorded[] = [];
      for (const { step, value } of steps) {
        index += step;
        known = withRecord(known, { index, value }, size);
        all.push({ index, value });
        const inside = all.filter(one => one.index > index - size).map(one => one.value);
        assert.equal(largestOf(known), Math.max(...inside));
        assert.ok(known.length <= size, 'it keeps at most one for each index');
      }
    }),
    { numRuns: 500 },
  );
});

test('a record that comes late counts, and takes nothing away that is newer', () => {
  let known: readonly Recorded[] = [];
  for (const one of [
    { index: 5, value: 3 },
    { index: 4, value: 7 },
  ])
    known = withRecord(known, one, 5);
  assert.equal(largestOf(known), 7);
  assert.equal(largestOf(withRecord(known, { index: 9, value: 1 }, 5)), 3);
});

test('of nothing the largest is −∞', () => {
  assert.equal(largestOf([]), Number.NEGATIVE_INFINITY);
});

test('times become indexes rounded down, a window a size rounded up', () => {
  assert.equal(indexOf(3999, 2000), 1);
  assert.equal(indexOf(-1, 2000), -1);
  assert.equal(sizeOf(3001, 2000), 2);
});
