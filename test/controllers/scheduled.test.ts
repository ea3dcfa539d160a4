import assert from 'node:assert/strict';
import test from 'node:test';
import { seconds } from '../../harness/clock.ts';
import type { ControllerFactory, Observation } from '../../harness/controller.ts';
import { scheduled } from '../../harness/controllers/scheduled.ts';
import { oneArm, tried } from '../simulated-trial.ts';

const blind = (at: number): Observation => ({
  at,
  queued: 0,
  running: 0,
  containers: [],
  arrived: 0,
  finished: 0,
  waits: [],
  responses: [],
  buckets: [],
});

const played = async (factory: ControllerFactory, times: readonly number[]): Promise<number[]> => {
  const controller = factory.create({
    kMin: 2,
    kMax: 16,
    slot: 1000,
    dispatch: 'when-free',
    startDelay: 500,
  });
  return Promise.all(times.map(async at => (await controller.decide(blind(seconds(at)))).containers));
};

test('a timetable holds kMin until it begins, and each entry from its time on', async () => {
  const factory = scheduled({
    entries: [
      { at: seconds(30), containers: 5 },
      { at: seconds(10), containers: 3 },
    ],
  });
  assert.deepEqual(await played(factory, [0, 9.9, 10, 29, 30, 5000]), [2, 2, 3, 3, 5, 5]);
});

test('a slot that begins a rounding error before an entry already obeys it', async () => {
  const slots = Array.from({ length: 11 }).reduce<number>(sum => sum + 12.3, 0);
  assert.notEqual(slots, 135.3);
  const factory = scheduled({ entries: [{ at: seconds(135.3), containers: 4 }] });
  assert.deepEqual(await played(factory, [slots - 12.3, slots]), [2, 4]);
});

test('a timetable of a day begins anew every day, and its night lasts until morning', async () => {
  const factory = scheduled({
    entries: [
      { at: seconds(8), containers: 6 },
      { at: seconds(20), containers: 1 },
    ],
    every: seconds(24),
  });
  assert.deepEqual(await played(factory, [0, 8, 20, 24, 31, 32, 44, 50]), [2, 6, 1, 1, 1, 6, 1, 1]);
});

test('a timetable without entries holds its size, as the fixed controller does', async () => {
  assert.deepEqual(await played(scheduled(), [0, 100]), [2, 2]);
});

test('only a timetable with a zero may scale to zero', () => {
  assert.equal(scheduled({ entries: [{ at: 5, containers: 0 }] }).scalesToZero, true);
  assert.equal(scheduled({ entries: [{ at: 5, containers: 1 }] }).scalesToZero, false);
});

test('a timetable that cannot be kept is refused in a sentence', () => {
  assert.throws(() => scheduled({ entries: [{ at: 0, containers: 1.5 }] }), /found .*1\.5.*correct/);
  assert.throws(() => scheduled({ entries: [{ at: 9, containers: 1 }], every: 9 }), /from 0 to 9 ms/);
  assert.throws(() => scheduled({ every: 0 }), /"every":0/);
});

test('in a trial the containers come and go as the timetable says', async () => {
  const controller = scheduled({
    entries: [
      { at: seconds(2), containers: 3 },
      { at: seconds(4), containers: 1 },
    ],
  });
  const trace = await tried(
    oneArm({ loop: { slot: seconds(1), limit: seconds(6), retries: 0 } }, { controller, kMin: 1 }),
  );
  const applied: number[] = [];
  for (const event of trace.events) if (event.type === 'decision') applied.push(event.applied);
  assert.ok(applied.length > 0);
  const wanted = [1, 1, 3, 3, 1, 1];
  assert.deepEqual(applied, wanted.slice(0, applied.length));
});
