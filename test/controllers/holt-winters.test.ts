import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../../harness/clock.ts';
import { holtWinters } from '../../harness/controllers/holt-winters.ts';
import { holtWinters as forecast } from '../../harness/controllers/rules/holt-winters.ts';
import { answer, begun } from './observation.ts';
import { steady } from './steady.ts';

const signals = [{ kind: 'concurrency' as const, targetAverage: 1 }];
const behavior = {
  scaleUp: { policies: [{ type: 'Pods' as const, value: 99, period: seconds(15) }] },
  scaleDown: { window: 0 },
};
const season = [2, 2, 4, 9, 6, 3];
/** Seven seasons of six syncs. */
const load = Array.from({ length: 42 }, (_, i) => season[i % 6]!);
const coefficients = { alpha: 0.5, beta: 0.1, gamma: 0.3 };

const course = (options: Parameters<typeof holtWinters>[0], seenLoad = load) => {
  const controller = begun(holtWinters({ signals, behavior, ...options }), { kMin: 1, kMax: 30 });
  let count = 1;
  return seenLoad.map((running, sync) => {
    const decided = answer(controller, steady({ at: 15 * (sync + 1), span: 14, ready: count, running }));
    count = decided.containers;
    return decided;
  });
};

test('it does what the bare rules do: the larger of the wish and its forecast, from the 16th sync on, of four to five seasons', () => {
  let history: number[] = [];
  let count = 1;
  const bare = load.map(running => {
    const now = Math.abs(running / count - 1) <= 0.1 ? count : running;
    history.push(now);
    const shape = { trend: 'add', seasonal: 'add', seasonalPeriods: 6, ...coefficients } as const;
    const ahead = history.length < 16 ? 0 : Math.ceil(forecast(shape, history) - 1e-9);
    if (history.length >= 30) history = history.slice(6);
    count = Math.max(1, now, ahead);
    return count;
  });
  assert.deepEqual(
    course(coefficients).map(({ containers }) => containers),
    bare,
  );
});

test('a season that it has learned is met before it comes', () => {
  const counts = course(coefficients).map(({ containers }) => containers);
  const lastSeason = counts.slice(36, 41);
  // At each sync at least what the next one needs.
  assert.ok(
    lastSeason.every((count, i) => count >= season[i + 1]!),
    String(lastSeason),
  );
  assert.ok(counts[2]! < season[3]!); // the first time it could not know
});

test('it says when it is too early, and what a product cannot do', () => {
  const early = course(coefficients).map(({ reason }) => reason.includes('too early for a forecast'));
  assert.deepEqual([early.indexOf(false), early.lastIndexOf(true)], [15, 14]);
  const idle = load.map(() => 0);
  const product = course({ ...coefficients, seasonal: 'mul' }, idle);
  assert.match(product.at(-1)!.reason, /no forecast of a 0/);
  assert.equal(product.at(-1)!.containers, 1);
});

test('fewer seasons than a forecast needs are refused', () => {
  assert.throws(() => holtWinters({ seasonalPeriods: 2 }), {
    message:
      'holt-winters expected to store at least 6 seasons of 2, found 4: with fewer it lacks observations for a forecast.',
  });
});
