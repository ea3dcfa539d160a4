import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alarm, peakSize, sizeFor } from '../../harness/controllers/rules/target-tracking.ts';
import { targetTracking } from '../../harness/controllers/target-tracking.ts';
import { answer, begun } from './observation.ts';
import { day, metered, steady } from './steady.ts';

const kMax = 12;
const within = (count: number): number => Math.max(2, Math.min(kMax, count));

/** The counts of a controller that sees `day` in minutes; CPU does not go beyond what there is. */
const course = (options?: Parameters<typeof targetTracking>[0]): number[] => {
  const controller = begun(targetTracking(options), { kMin: 2, kMax });
  let count = 2;
  return day.map((load, minute) => {
    const quotas = Math.min(load, count);
    const seen = steady({
      at: 60 * (minute + 1),
      span: 60,
      ready: count,
      quotas,
      running: count,
      queued: load,
    });
    count = answer(controller, seen).containers;
    return count;
  });
};

test('by alarms it does what the bare rule does with the exact means', () => {
  const points: number[] = [];
  let count = 2;
  const bare = day.map(load => {
    points.push((100 * Math.min(load, count)) / count);
    if (alarm(points, 50) !== 'none') count = within(sizeFor(count, points.at(-1)!, 50));
    return count;
  });
  assert.deepEqual(course(), bare);
  assert.deepEqual([bare[7], Math.max(...bare), bare.at(-1)], [4, 12, 3]); // out after three minutes, and in
});

test('by peak it does what the bare rule does, on requests per container too', () => {
  const size = peakSize();
  let count = 2;
  const bare = day.map((load, minute) => {
    const concurrency = (count + load) / count;
    count = size(within(sizeFor(count, concurrency, 2)), 60_000 * (minute + 1));
    return count;
  });
  assert.deepEqual(course({ when: 'peak', signal: 'concurrency', target: 2 }), bare);
  assert.ok(new Set(bare).size > 3);
});

test('minutes are put together from shorter looks, and nothing is done before one has ended', () => {
  const controller = begun(targetTracking({ outPoints: 1 }), { kMin: 2, kMax });
  const quarter = (at: number) => answer(controller, steady({ at, span: 16, ready: 2, quotas: 2 }));
  assert.deepEqual(
    [16, 32, 48].map(at => quarter(at).containers),
    [2, 2, 2],
  );
  assert.equal(quarter(48).reason.includes('stays at 4'), false);
  assert.deepEqual(
    answer(controller, steady({ at: 80, span: 8, ready: 2, quotas: 2 })).reason,
    'no minute has ended: stays at 4',
  );
});

test('it says what it saw, what it wanted and what came of it', () => {
  const controller = begun(targetTracking(), { kMin: 2, kMax: 3 });
  const reasons = [1, 2, 3, 4, 5].map(
    minute => answer(controller, steady({ at: 60 * minute, span: 60, ready: 2, quotas: 1.75 })).reason,
  );
  assert.deepEqual(reasons, [
    'CPU 87.5 %, target 50, no alarm: stays at 2',
    'CPU 87.5 %, target 50, no alarm: stays at 2',
    'CPU 87.5 %, target 50, out alarm: 2 → 3',
    'CPU 87.5 %, target 50, out alarm: stays at 3',
    'CPU 87.5 %, target 50, out alarm: stays at 3',
  ]);
});

test('what cannot be measured changes nothing, and says so', () => {
  const controller = begun(targetTracking({ when: 'peak' }), { kMin: 2, kMax });
  const unmetered = metered(2).map(({ cpu: _, ...rest }) => rest);
  const starting = metered(2).map(one => ({ ...one, state: 'starting' as const }));
  const at = { at: 60, span: 60, ready: 2 };
  const reasons = [
    steady({ ...at, span: 0 }),
    steady({ ...at, containers: starting }),
    steady({ ...at, containers: unmetered }),
  ].map(seen => answer(controller, seen).reason);
  assert.deepEqual(reasons, [
    'no second was measured: stays at 2',
    'no container is ready: stays at 2',
    'the engine counts no CPU time: stays at 2',
  ]);
});

test('a target of nothing is refused', () =>
  assert.throws(() => targetTracking({ target: 0 }), {
    message: 'target-tracking expected a target above 0, found 0: correct it.',
  }));
