import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { armLooks } from '../../harness/report/arm-look.ts';
import { around, extent, logTicks } from '../../harness/report/encoding.ts';

describe('how an arm looks', () => {
  it('is the same on every chart, grey and dashed for the reference', () => {
    const looks = armLooks(['fixed at 5', 'francis from 2'], 'fixed at 5');
    assert.deepEqual(
      looks.map(({ colour, shape, reference }) => [colour, shape, reference]),
      [
        ['var(--arm-0)', 'circle', true],
        ['var(--arm-1)', 'square', false],
      ],
    );
  });

  it('is never told by colour alone: no two of 200 arms share colour, dash and shape', () => {
    const looks = armLooks(
      Array.from({ length: 200 }, (_, i) => `arm ${i}`),
      'arm 0',
    );
    assert.equal(new Set(looks.map(({ colour, dash, shape }) => `${colour}${dash}${shape}`)).size, 200);
  });

  it('has a label of its own even where names are equal for their first 32 characters, empty or hostile', () => {
    const arms = ['x'.repeat(10_000), 'x'.repeat(9_000), '', '\u202e', '\u202e'];
    const labels = armLooks(arms, arms[0]!).map(({ label }) => label);
    assert.equal(new Set(labels).size, arms.length);
    for (const label of labels) assert.ok(label.length > 0 && [...label].length <= 33, label);
  });
});

describe('axes', () => {
  it('on a log scale have ticks that people read, 1 among them', () => {
    assert.deepEqual(logTicks([0.7, 1.4], 6), [0.7, 0.8, 0.9, 1, 1.25]);
    assert.deepEqual(logTicks([12, 700], 5), [20, 50, 100, 200, 500]);
    assert.deepEqual(logTicks([0.01, 10_000], 12), [0.01, 0.1, 1, 10, 100, 1000, 10_000]);
  });

  it('always have two ticks or more within a domain that doubles, and none outside', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e5, noNaN: true }),
        fc.double({ min: 2, max: 1e4, noNaN: true }),
        (low, span) => {
          const ticks = logTicks([low, low * span], 12);
          assert.ok(ticks.length >= 2 && ticks.length <= 25);
          for (const tick of ticks) assert.ok(tick >= low && tick <= low * span);
        },
      ),
    );
  });

  it('leave room on both sides, and have a domain where nothing is known', () => {
    assert.deepEqual(around([10, 20], { margin: 0.1 }), [9, 21]);
    assert.deepEqual(around([]), [0, 1]);
    assert.deepEqual(around([Number.NaN, -1, 0], { log: true }), [0.5, 2]);
    const [low, high] = around([5, 5]);
    assert.ok(low < 5 && high > 5);
  });

  it('find the ends of a million values', () => {
    assert.deepEqual(extent(new Float64Array(1_000_000).fill(3)), [3, 3]);
  });
});
