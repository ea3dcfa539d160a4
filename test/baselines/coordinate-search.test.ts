import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coordinateSearch, type Sizes } from '../../harness/baselines/coordinate-search.ts';

const bounds = { least: 1, most: 9 };
const start = (sizes: Sizes) => ({ sizes, how: 'as it is' });

/** How far a schedule is from a target, slot by slot. */
const distanceTo =
  (target: Sizes) =>
  async (sizes: Sizes): Promise<{ value: number; used: number }> => ({
    value: sizes.reduce((sum, size, at) => sum + Math.abs(size - target[at]!), 0),
    used: sizes.length,
  });

test('a search reaches a target slot by slot', async () => {
  const target = [3, 3, 3, 9, 9, 1, 1, 2, 5, 5, 5, 5];
  const found = await coordinateSearch([start(target.map(() => 4))], distanceTo(target), {
    ...bounds,
    budget: 10_000,
  });
  assert.deepEqual(found.sizes, target);
  assert.equal(found.value, 0);
  assert.ok(found.converged);
});

test('a search moves whole stretches where a single slot helps nothing', async () => {
  // Changing size costs 4 each time, so that only a step of the whole stretch pays.
  const target = [2, 2, 2, 2, 2, 2, 6, 6, 6, 6, 6, 6];
  const distance = distanceTo(target);
  const evaluate = async (sizes: Sizes) => {
    const changes = sizes.filter((size, at) => at > 0 && size !== sizes[at - 1]).length;
    return { value: (await distance(sizes)).value + 4 * changes, used: sizes.length };
  };
  const found = await coordinateSearch([start(target.map(() => 2))], evaluate, { ...bounds, budget: 10_000 });
  assert.deepEqual(found.sizes, target);
});

test('a search tries each schedule once, stops when its budget is spent, and never ends worse than it began', async () => {
  const tried: string[] = [];
  const target = Array.from({ length: 20 }, (_, at) => 1 + (at % 9));
  const distance = distanceTo(target);
  const evaluate = (sizes: Sizes) => {
    tried.push(sizes.join());
    return distance(sizes);
  };
  const starts = [start(target.map(() => 3)), start(target.map(() => 6))];
  const found = await coordinateSearch(starts, evaluate, { ...bounds, budget: 30 });
  assert.equal(found.evaluations, 30);
  assert.equal(new Set(tried).size, tried.length);
  assert.ok(!found.converged);
  for (const { sizes } of starts) assert.ok(found.value <= (await distance(sizes)).value);
});

test('a search leaves alone what comes after all is over', async () => {
  const evaluate = async (sizes: Sizes) => ({ value: sizes[0]! + sizes[1]!, used: 2 });
  const found = await coordinateSearch([start([5, 5, 5, 5, 5, 5, 5, 5, 5, 5])], evaluate, {
    ...bounds,
    budget: 10_000,
  });
  assert.equal(found.value, 2);
  assert.ok(found.evaluations < 60, `${found.evaluations} evaluations`);
});
