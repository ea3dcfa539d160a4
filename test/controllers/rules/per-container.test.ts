import assert from 'node:assert/strict';
import { test } from 'node:test';
import { perContainer, spanMeans } from '../../../harness/controllers/rules/per-container.ts';
import { metered, steady } from '../steady.ts';

test('only ready containers share what was used, and what waited and ran', () => {
  const starting = { id: 's1', state: 'starting' as const, age: 0, running: 0 };
  const seen = {
    ...steady({ at: 2, span: 2, ready: 4, quotas: 2, queued: 3, running: 5 }),
    containers: [...metered(4), starting],
  };
  assert.deepEqual(perContainer('cpu', seen), { points: [62.5, 37.5] });
  assert.deepEqual(perContainer('concurrency', seen), { points: [2.5, 1.5] });
});

test('an engine without counters still tells requests', () => {
  const seen = {
    ...steady({ at: 1, span: 1, ready: 1, running: 1 }),
    containers: [{ id: 'c1', state: 'ready' as const, age: 0, running: 0 }],
  };
  assert.deepEqual(perContainer('cpu', seen), { missing: 'the engine counts no CPU time' });
  assert.deepEqual(perContainer('concurrency', seen), { points: [1.25] });
});

test('seconds join into spans across looks, and only the newest are kept', () => {
  const means = spanMeans(4, 2);
  assert.deepEqual(means([1, 2]), { means: [], fresh: 0 });
  assert.deepEqual(means([3, 2, 10]), { means: [2], fresh: 1 });
  assert.deepEqual(means([10, 10, 10, 1, 1, 1, 1, 5, 5, 5, 5]), { means: [1, 5], fresh: 3 });
  assert.deepEqual(means([]), { means: [1, 5], fresh: 0 });
});

test('a second that comes a little late does not cost a look its mean', () => {
  const means = spanMeans(4, 9);
  const looks = [
    [1, 1, 1],
    [2, 2, 2, 2, 2],
    [3, 3, 3, 3],
    [4, 4, 4],
  ];
  assert.deepEqual(
    looks.map(look => means(look).fresh),
    [1, 1, 1, 1],
  );
  assert.deepEqual(means([]).means, [1, 2, 2.75, 3.75]);
});
