import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { pid, velocityPid } from '../../../harness/controllers/rules/pid.ts';

const period = 10_000;

const outputs = (gains: Parameters<typeof velocityPid>[0], errors: readonly number[]): number[] => {
  const increment = velocityPid(gains);
  let u = 0;
  return errors.map(error => {
    u += increment(error);
    return u;
  });
};

const assertNear = (found: readonly number[], expected: readonly number[], tolerance = 1e-12): void => {
  assert.equal(found.length, expected.length);
  for (const [i, value] of expected.entries()) {
    assert.ok(Math.abs(found[i]! - value) <= tolerance, `at ${i}: ${found} is not ${expected}`);
  }
};

const step = [1, 1, 1, 1, 1];

test('open loop, a step of error: P steps once, I ramps by kp·T/ti a slot, D kicks by kp·td/T and is gone', () => {
  assertNear(outputs({ kp: 3, period }, step), [3, 3, 3, 3, 3]);
  assertNear(outputs({ kp: 3, ti: 20_000, period }, step), [4.5, 6, 7.5, 9, 10.5]);
  assertNear(outputs({ kp: 3, td: 5000, period }, step), [4.5, 3, 3, 3, 3]);
  assertNear(outputs({ kp: 3, ti: 20_000, td: 5000, period }, step), [6, 6, 7.5, 9, 10.5]);
});

test('after the integral time the integral has repeated the proportional step', () => {
  const u = outputs({ kp: 2, ti: 50_000, period }, Array<number>(6).fill(1));
  assert.ok(Math.abs(u[4]! - 2 * 2) < 1e-12);
});

test('the increments add up to the position form, kp·(e + sum e·T/ti + change of e·td/T)', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 40 }),
      errors => {
        const last = outputs({ kp: 0.7, ti: 35_000, td: 4000, period }, errors).at(-1)!;
        const sum = errors.reduce((total, error) => total + error, 0);
        const change = errors.at(-1)! - (errors.at(-2) ?? 0);
        const position = 0.7 * (errors.at(-1)! + (sum * period) / 35_000 + (change * 4000) / period);
        assert.ok(Math.abs(last - position) < 1e-9);
      },
    ),
    { seed: 1942 },
  );
});

/** y⁺ = a·y + b·u from rest; its output is to follow r = 1. A controller that subtracts: the error is r − y. */
const stepResponse = (
  gains: Parameters<typeof velocityPid>[0],
  a: number,
  b: number,
  steps: number,
): number[] => {
  const increment = velocityPid(gains);
  let [y, u] = [0, 0];
  return Array.from({ length: steps }, () => {
    const now = y;
    u += increment(1 - y);
    y = a * y + b * u;
    return now;
  });
};

test('closed loop, PI that cancels the pole of a first-order plant: y = 1 - (1 - kp·b/a)^k', () => {
  // Lambda tuning: T/ti = 1/a − 1 puts the zero of the controller on the pole a of the plant, an integrator remains.
  const [a, b] = [0.8, 0.5];
  const ti = period / (1 / a - 1);
  for (const left of [0.7, 0.4, 0]) {
    const kp = ((1 - left) * a) / b;
    const expected = Array.from({ length: 20 }, (_, k) => 1 - left ** k);
    assertNear(stepResponse({ kp, ti, period }, a, b, 20), expected, 1e-9);
  }
});

test('closed loop, P alone leaves the offset 1/(1 + kp·b/(1 - a)), PI leaves none', () => {
  const [a, b, kp] = [0.8, 0.1, 2];
  const p = stepResponse({ kp, period }, a, b, 200).at(-1)!;
  assert.ok(Math.abs(1 - p - 1 / (1 + (kp * b) / (1 - a))) < 1e-9);
  const pi = stepResponse({ kp, ti: 40_000, period }, a, b, 400).at(-1)!;
  assert.ok(Math.abs(1 - pi) < 1e-9);
});

/** The queue of a shop: w requests come in a slot, each container serves 2. */
function shop(w: (k: number) => number, options: { kMax: number; steps: number }) {
  const decide = pid({ kp: 0.1, ti: 100_000, td: 10_000, period, target: 4, kMin: 1, kMax: options.kMax });
  let [queue, containers] = [4, 3];
  return Array.from({ length: options.steps }, (_, k) => {
    const { delta, reason } = decide({ measured: queue, containers });
    const seen = { queue, containers, delta, reason };
    queue = Math.max(0, queue + w(k) - 2 * containers);
    containers += delta;
    return seen;
  });
}

test('with whole containers it holds the mean of a real-valued need', () => {
  const seen = shop(() => 7, { kMax: 20, steps: 600 }).slice(200);
  const mean = (of: (one: (typeof seen)[number]) => number): number =>
    seen.reduce((sum, one) => sum + of(one), 0) / seen.length;
  assert.ok(Math.abs(mean(one => one.containers) - 3.5) < 0.05, 'containers');
  assert.ok(Math.abs(mean(one => one.queue) - 4) < 1, `queue ${mean(one => one.queue)}`);
  assert.ok(seen.every(one => Number.isInteger(one.delta)));
});

test('an hour at kMax winds nothing up: it lets go while the queue still falls, as after a minute', () => {
  const release = (overload: number): { queue: number; after: number } => {
    const seen = shop(k => (k < overload ? 12 : 0), { kMax: 3, steps: overload + 2000 });
    const first = seen.findIndex(({ delta }, k) => k > overload && delta < 0);
    return { queue: seen[first]!.queue, after: first - overload };
  };
  const [minute, hour] = [release(6), release(360)];
  assert.ok(
    minute.queue >= 0 && hour.queue > 4,
    `first removals at queues of ${minute.queue} and ${hour.queue}`,
  );
  // 6 above what 3 containers serve, for 360 slots: 360 slots to empty; wound up, it would hold on for hundreds more.
  assert.ok(hour.after <= 360, `after ${hour.after} slots`);
});

test('it never leaves its bounds and says so when they hold it', () => {
  const seen = shop(k => (k < 50 ? 30 : 0), { kMax: 4, steps: 150 });
  assert.ok(seen.every(({ containers }) => containers >= 1 && containers <= 4));
  assert.match(
    seen[40]!.reason,
    /^\d+\.\d\d against 4\.00 wanted: change by \d+\.\d\d, held at 4 containers$/,
  );
});

test('a period or integral time of 0 is refused', () => {
  assert.throws(() => velocityPid({ kp: 1, ti: 0, period }), /ti above 0/);
  assert.throws(() => velocityPid({ kp: 1, period: 0 }), /expected a period .* found 0/);
});
