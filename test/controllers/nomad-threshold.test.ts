import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nomadThreshold } from '../../harness/controllers/nomad-threshold.ts';
import { threshold } from '../../harness/controllers/rules/nomad-strategies.ts';
import { answer, begun } from './observation.ts';
import { day, steady } from './steady.ts';

test('every ten seconds it does what the bare strategy does with the seconds of the last minute', () => {
  const controller = begun(nomadThreshold({ cooldown: 0 }), { kMin: 2, kMax: 12 });
  const points: number[] = [];
  let [count, bare] = [2, 2];
  const counts: number[] = [];
  for (const [i, load] of day.entries()) {
    const at = 10 * (i + 1);
    const quotas = Math.min(load, count);
    for (let second = 0; second < 10; second++)
      points.push((100 * quotas * (second % 2 === 0 ? 1.25 : 0.75)) / bare);
    const last = points.slice(-60);
    const high = threshold({ lower: 70, action: { delta: 1 } }, last, bare);
    const low = threshold({ lower: 0, upper: 30, action: { delta: -1 } }, last, bare);
    const heard = high?.direction === 'none' ? low : high;
    if (heard !== undefined && heard.direction !== 'none') bare = Math.max(2, Math.min(12, heard.count));
    count = answer(controller, steady({ at, span: 10, ready: count, quotas })).containers;
    assert.equal(count, bare, `at ${at} s`);
    counts.push(count);
  }
  assert.ok(Math.max(...counts) > 8 && counts.at(-1)! < 8, String(counts));
});

test('by default one step, and then nothing for five minutes', () => {
  const controller = begun(nomadThreshold(), { kMin: 2, kMax: 12 });
  const ask = (at: number, quotas: number) => answer(controller, steady({ at, span: 10, ready: 2, quotas }));
  assert.deepEqual(ask(10, 2), { containers: 3, reason: 'CPU 75.0 % now, 10 s seen: 2 → 3' });
  assert.equal(ask(20, 2).reason, 'CPU 75.0 % now, 20 s seen: 3 → 4 waits for the cooldown to pass 310 s');
  assert.equal(ask(310, 2).containers, 3);
  assert.equal(ask(320, 2).containers, 4);
});

test('full use is high: the documented upper bound of 100 % would not hold it', () => {
  const ask = (upper?: number) => {
    const checks = [{ lower: 70, upper, action: { delta: 1 } }];
    const full = steady({ at: 10, span: 10, ready: 2, quotas: 2 / 1.25 });
    const flat = { ...full, buckets: full.buckets.map(bucket => ({ ...bucket, cpu: 2 })) };
    return answer(begun(nomadThreshold({ checks }), { kMin: 2 }), flat).containers;
  };
  assert.deepEqual([ask(100), ask()], [2, 3]);
});

test('five seconds of sixty decide, four do not', () => {
  const ask = (high: number) => {
    const seen = steady({ at: 60, span: 60, ready: 2 });
    const buckets = seen.buckets.map((bucket, i) => ({ ...bucket, cpu: i < high ? 2 : 1 }));
    return answer(begun(nomadThreshold(), { kMin: 2 }), { ...seen, buckets }).containers;
  };
  assert.deepEqual([ask(4), ask(5)], [2, 3]);
});
