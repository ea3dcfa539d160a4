import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nomadTargetValue } from '../../harness/controllers/nomad-target-value.ts';
import { targetValue } from '../../harness/controllers/rules/nomad-strategies.ts';
import { answer, begun } from './observation.ts';
import { day, steady } from './steady.ts';

test('every ten seconds it does what the bare strategy does with the last second, five minutes apart', () => {
  const controller = begun(nomadTargetValue(), { kMin: 2, kMax: 12 });
  let [count, bare, cooledAt] = [2, 2, -1];
  const counts: number[] = [];
  for (const [i, load] of day.entries()) {
    const at = 10 * (i + 1);
    const quotas = Math.min(load, count);
    // The last second of an even span lies a quarter below the mean.
    const exact = (100 * quotas * 0.75) / bare;
    const action = targetValue({ target: 70 }, [exact], bare);
    const wanted = Math.max(2, Math.min(12, action?.count ?? 0));
    if (action?.direction !== 'none' && wanted !== bare && at > cooledAt)
      [bare, cooledAt] = [wanted, at + 300];
    count = answer(controller, steady({ at, span: 10, ready: count, quotas })).containers;
    assert.equal(count, bare, `at ${at} s`);
    counts.push(count);
  }
  assert.deepEqual([counts[0], Math.max(...counts), counts.at(-1)], [2, 3, 2]); // up, and five minutes later down
});

test('the cooldown ends strictly after its five minutes, and may be shorter upwards', () => {
  const course = (options: Parameters<typeof nomadTargetValue>[0]): number[] => {
    const controller = begun(nomadTargetValue(options), { kMin: 2, kMax: 50 });
    let count = 2;
    return [10, 100, 300, 310, 320].map(at => {
      count = answer(controller, steady({ at, span: 1, ready: count, quotas: count })).containers;
      return count;
    });
  };
  assert.deepEqual(course({ target: 90 }), [3, 3, 3, 3, 5]);
  assert.ok(course({ target: 90, cooldownOnScaleUp: 0 })[4]! > 5);
});

test('limits, bounds and threshold are those of the strategy and the policy', () => {
  const once = (options: Parameters<typeof nomadTargetValue>[0], quotas: number) =>
    answer(
      begun(nomadTargetValue(options), { kMin: 4, kMax: 6 }),
      steady({ at: 10, span: 1, ready: 4, quotas }),
    );
  assert.equal(once({ target: 50, maxScaleUp: 1 }, 4).containers, 5);
  assert.deepEqual(once({ target: 20 }, 4), {
    containers: 6,
    reason: 'CPU 125.0 %, target 20: 4 → 6 (of 25)',
  });
  assert.equal(once({ target: 100, threshold: 0.5 }, 4).containers, 4);
  assert.equal(once({}, 0.5).reason, 'CPU 15.6 %, target 70: 1 is capped to the present 4');
});

test('without a measurement there is no decision', () => {
  const seen = steady({ at: 0, span: 0, ready: 2 });
  const { containers, reason } = answer(begun(nomadTargetValue(), { kMin: 2 }), seen);
  assert.deepEqual([containers, reason], [2, 'no second was measured: stays at 2']);
});
