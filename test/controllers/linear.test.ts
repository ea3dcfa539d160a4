import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../../harness/clock.ts';
import { linear } from '../../harness/controllers/linear.ts';
import { linearTrend } from '../../harness/controllers/rules/linear-trend.ts';
import { answer, begun } from './observation.ts';
import { steady } from './steady.ts';

/** Requests in all, sync by sync: flat, up, and down again. */
const load = [3, 3, 3, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9, 8, 5, 3, 3, 3, 3, 3];
const signals = [{ kind: 'concurrency' as const, targetAverage: 1 }];
/** Neither windows nor rates, so that what is decided is what was asked for. */
const free = {
  scaleUp: { policies: [{ type: 'Pods' as const, value: 99, period: seconds(15) }] },
  scaleDown: { window: 0 },
};

/** The counts of a controller that sees `load`, an even number of seconds each time. */
const course = (options: Parameters<typeof linear>[0]): number[] => {
  const controller = begun(linear({ signals, behavior: free, ...options }), { kMin: 3, kMax: 30 });
  let count = 3;
  return load.map((running, sync) => {
    const seen = steady({ at: 15 * (sync + 1), span: 14, ready: count, running });
    count = answer(controller, seen).containers;
    return count;
  });
};

test('it does what the bare rules do with the exact load: the larger of now and ten seconds ahead', () => {
  const history: { at: number; replicas: number }[] = [];
  let count = 3;
  const bare = load.map((running, sync) => {
    const at = seconds(15) * (sync + 1);
    const within = Math.abs(running / count - 1) <= 0.1;
    const now = within ? count : running;
    history.push({ at, replicas: now });
    const ahead = Math.ceil(linearTrend(history.slice(-7), at + seconds(10))! - 1e-9);
    count = Math.max(3, now, ahead);
    return count;
  });
  assert.deepEqual(course({}), bare);
  assert.ok(Math.max(...bare) > 9, String(bare)); // it overshoots, as a line does
});

test('a history of nothing but the present foresees nothing: the line is the wish itself', () => {
  const near = course({ historySize: 0 });
  assert.ok(
    near.every((count, i) => Math.abs(count - load[i]!) <= 1),
    String(near),
  );
});

test('it says what is foreseen', () => {
  const controller = begun(linear({ signals }), { kMin: 2 });
  const seen = steady({ at: 15, span: 14, ready: 2, running: 2 });
  assert.equal(
    answer(controller, seen).reason,
    '2 in all, target 1 per container: 2 now, 2 foreseen: stays at 2',
  );
});
