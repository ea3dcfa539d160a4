import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bracketOf } from '../../harness/baselines/bracket.ts';

const statics = [100, 102, 105, 140, 180].map((cost, i) => ({ size: i + 1, cost }));
const arm = (cost: number) => ({ arm: 'elastic', cost, peak: 4 });

test('an arm is bracketed by the static sizes just cheaper and just dearer', () => {
  assert.deepEqual(bracketOf(arm(150), statics), { arm: 'elastic', below: 4, above: 5, peak: 4 });
  assert.deepEqual(bracketOf(arm(103), statics), { arm: 'elastic', below: 2, above: 3, peak: 4 });
});

test('an arm dearer or cheaper than every static size has a neighbour on one side only', () => {
  assert.deepEqual(bracketOf(arm(200), statics), { arm: 'elastic', below: 5, above: null, peak: 4 });
  assert.deepEqual(bracketOf(arm(90), statics), { arm: 'elastic', below: null, above: 1, peak: 4 });
});

test('where cost falls with size, sizes are chosen by cost; of equals the larger', () => {
  const odd = [
    { size: 1, cost: 130 },
    { size: 2, cost: 100 },
    { size: 3, cost: 100 },
    { size: 4, cost: 160 },
  ];
  assert.deepEqual(bracketOf(arm(120), odd), { arm: 'elastic', below: 3, above: 1, peak: 4 });
  assert.deepEqual(bracketOf(arm(100), odd), { arm: 'elastic', below: 3, above: 3, peak: 4 });
});
