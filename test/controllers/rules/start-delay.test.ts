import assert from 'node:assert/strict';
import test from 'node:test';
import type { SeenContainer } from '../../../harness/controller.ts';
import { periodsUntil, serving, type Timing } from '../../../harness/controllers/rules/start-delay.ts';

const timing = (startDelay: number, dispatch: Timing['dispatch'] = 'when-free'): Timing => ({
  slot: 10_000,
  dispatch,
  startDelay,
});
const starting = (age: number): SeenContainer => ({ id: 'c', state: 'starting', age, running: 0 });
const ready: SeenContainer = { id: 'c', state: 'ready', age: 1, running: 0 };

test('handed out each slot, a start of up to a slot costs no period, one of up to two costs one', () => {
  for (const [delay, periods] of [
    [0, 0],
    [500, 0],
    [10_000, 0],
    [10_001, 1],
    [20_000, 1],
    [25_000, 2],
  ] as const)
    assert.equal(periodsUntil(delay, timing(delay, 'each-slot')), periods, `${delay} ms`);
  // 3 × 0.1 is a little more than 0.3; that is no reason for another slot.
  assert.equal(periodsUntil(0.1 * 3, { slot: 0.3, dispatch: 'each-slot', startDelay: 0 }), 0);
});

test('handed out when free, the nearest number of periods counts', () => {
  for (const [delay, periods] of [
    [0, 0],
    [4000, 0],
    [6000, 1],
    [14_000, 1],
    [25_001, 3],
  ] as const)
    assert.equal(periodsUntil(delay, timing(delay)), periods, `${delay} ms`);
});

test('with a start shorter than a slot every container serves now', () => {
  assert.deepEqual(serving([ready, starting(0)], timing(3000)), { now: 2, later: [] });
  // One asked for now serves from the next period on: nothing lies between.
  assert.deepEqual(serving([ready, starting(1)], timing(10_000)), { now: 2, later: [] });
});

test('what is starting is placed by what is left of its start, what is overdue serves at once', () => {
  const seen = [ready, starting(0), starting(10_000), starting(20_000), starting(99_000)];
  assert.deepEqual(serving(seen, timing(40_000)), { now: 2, later: [0, 1, 2] });
});

test('nobody is lost or counted twice', () => {
  for (const delay of [0, 5000, 15_000, 60_000]) {
    const seen = [ready, ...Array.from({ length: 20 }, (_, i) => starting(i * 4000))];
    const { now, later } = serving(seen, timing(delay));
    assert.equal(now + later.reduce((a, b) => a + b, 0), seen.length, `${delay} ms`);
  }
});
