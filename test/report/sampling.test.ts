import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changePoints, evenly, sampled, shareUpTo } from '../../harness/report/sampling.ts';

const steps = { at: [0, 10, 20], value: [1, 3, 2] };

describe('step functions, sampled', () => {
  it('hold each value until the next change, and are 0 before the first', () => {
    assert.deepEqual(sampled(steps, [-1, 0, 9.9, 10, 25]), [0, 1, 1, 3, 2]);
  });

  it('change where any of them does, with both ends', () => {
    assert.deepEqual(
      changePoints([steps, { at: [5], value: [1] }], { from: 0, to: 30, most: 10 }),
      [0, 5, 10, 20, 30],
    );
  });

  it('are sampled evenly where there would be too many moments', () => {
    const many = { at: Array.from({ length: 1000 }, (_, i) => i), value: new Array<number>(1000).fill(0) };
    const moments = changePoints([many], { from: 0, to: 999, most: 100 });
    assert.equal(moments.length, 100);
    assert.deepEqual([moments[0], moments.at(-1)], [0, 999]);
    assert.deepEqual(evenly(0, 4, 5), [0, 1, 2, 3, 4]);
  });
});

describe('the share of values up to one', () => {
  it('counts equal ones, of all there are or of more', () => {
    assert.equal(shareUpTo([1, 2, 2, 3], 2), 0.75);
    assert.equal(shareUpTo([1, 2, 2, 3], 2, 6), 0.5);
    assert.equal(shareUpTo([1], 0), 0);
    assert.ok(Number.isNaN(shareUpTo([], 1)));
  });
});
