import assert from 'node:assert/strict';
import { test } from 'node:test';
import { intend } from '../../harness/intended.ts';
import { randomBursts } from '../../harness/workloads/random-bursts.ts';

const options = {
  atStart: 10,
  batches: { min: 4, max: 8 },
  size: { min: 10, max: 30 },
  gap: { min: 40_000, max: 60_000 },
  work: 13_400,
};

/** [moment, how many came then] */
const batchesOf = (seed: number, change: object = {}): [number, number][] => {
  const counts = new Map<number, number>();
  for (const at of intend(randomBursts({ ...options, ...change }), seed).at)
    counts.set(at, (counts.get(at) ?? 0) + 1);
  return [...counts];
};

test('SW requests at the start, then batches within all bounds, whatever the seed', () => {
  const sizes = new Set<number>();
  const numbers = new Set<number>();
  for (let seed = 1; seed <= 500; seed++) {
    const [first, ...batches] = batchesOf(seed);
    assert.deepEqual(first, [0, 10]);
    numbers.add(batches.length);
    let last = 0;
    for (const [at, size] of batches) {
      sizes.add(size);
      assert.ok(at - last >= 40_000 && at - last <= 60_000, `seed ${seed}: a gap of ${at - last} ms`);
      last = at;
    }
  }
  assert.deepEqual([...numbers].sort(), [4, 5, 6, 7, 8]);
  assert.deepEqual([Math.min(...sizes), Math.max(...sizes), sizes.size], [10, 30, 21]);
});

test('the work of all is the same, or varies around it as asked', () => {
  const constant = intend(randomBursts(options), 1).work;
  assert.ok(constant.every(work => work === 13_400));
  const varied = intend(randomBursts({ ...options, batches: { min: 400, max: 400 }, workCv: 0.3 }), 1).work;
  const mean = varied.reduce((sum, work) => sum + work, 0) / varied.length;
  const sd = Math.sqrt(varied.reduce((sum, work) => sum + (work - mean) ** 2, 0) / varied.length);
  // About 8,000 draws: the mean is known to 0.3 %, its spread to a few per cent.
  assert.ok(Math.abs(mean / 13_400 - 1) < 0.02, `mean ${mean}`);
  assert.ok(Math.abs(sd / mean - 0.3) < 0.02, `cv ${sd / mean}`);
});

test('no batch at all is a workload too', () => {
  assert.deepEqual(batchesOf(1, { batches: { min: 0, max: 0 } }), [[0, 10]]);
});
