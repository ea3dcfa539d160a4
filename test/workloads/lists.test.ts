import assert from 'node:assert/strict';
import { test } from 'node:test';
import { intend } from '../../harness/intended.ts';
import { batches } from '../../harness/workloads/batches.ts';
import { poisson } from '../../harness/workloads/poisson.ts';
import { recorded, replay } from '../../harness/workloads/replay.ts';
import { request, storyOf } from '../trace-builder.ts';

test('batches: as listed, whatever the seed', () => {
  const list = batches(
    [
      { at: 0, requests: 2 },
      { at: 5000, requests: 1 },
    ],
    { work: 7 },
  );
  assert.deepEqual([...intend(list, 1).at], [0, 0, 5000]);
  assert.equal(intend(list, 1).sha256, intend(list, 2).sha256);
});

test('replay: what a trial met can be played again, and is the same to the byte', () => {
  const trace = storyOf({ timeScale: 0.1 }, [
    request(0, { intended: 0, work: 5 }),
    request(1, { intended: 120, arrived: 123, work: 9 }),
  ]);
  const again = replay('again', recorded(trace));
  assert.deepEqual([...intend(again, 1).at], [0, 1200]); // as intended, not as late as it came; paper time
  assert.deepEqual([...intend(again, 1).work], [5, 9]);
});

test('arrivals out of order, negative work and empty lists are refused in a sentence', () => {
  const played = (...arrivals: [at: number, work: number][]) =>
    intend(
      replay(
        'bad',
        arrivals.map(([at, work]) => ({ at, work })),
      ),
      1,
    );
  assert.throws(
    () => played([5, 1], [4, 1]),
    /^Error: Workload bad: expected arrivals in order of time .*found one at 4 ms/,
  );
  assert.throws(() => played([0, -1]), /work of 0 or more/);
  assert.throws(() => played([Number.NaN, 1]), /expected arrivals/);
  assert.throws(() => played(), /expected at least one request with seed 1, found none/);
});

test('poisson: exponential gaps of the mean that was asked for, exactly as many requests', () => {
  const { at, work } = intend(
    poisson({ meanGap: 100, requests: 20_000, work: 50, spread: 'exponential' }),
    3,
  );
  assert.equal(at.length, 20_000);
  const gaps = at.map((t, i) => t - (at[i - 1] ?? 0));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const above = gaps.filter(gap => gap > 100).length / gaps.length;
  assert.ok(Math.abs(mean - 100) < 3, `mean gap ${mean}`);
  assert.ok(Math.abs(above - Math.exp(-1)) < 0.015, `${above} of the gaps are above the mean`);
  const meanWork = work.reduce((sum, units) => sum + units, 0) / work.length;
  assert.ok(Math.abs(meanWork - 50) < 1.5, `mean work ${meanWork}`);
});
