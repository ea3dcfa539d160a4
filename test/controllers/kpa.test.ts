import assert from 'node:assert/strict';
import test from 'node:test';
import { seconds } from '../../harness/clock.ts';
import type { Controller } from '../../harness/controller.ts';
import { controller, docs, kpa } from '../../harness/controllers/kpa.ts';
import { kpaDefaults } from '../../harness/controllers/rules/kpa-config.ts';
import { begunKpa, type KpaService, reconcileKpa } from '../../harness/controllers/rules/kpa-reconcile.ts';
import { rng } from '../../harness/rng.ts';
import { decisionsAtScales } from './decisions-at-scales.ts';
import { answer, begun, observed } from './observation.ts';

/** Each tick after the first sees the two seconds before it; `perTick` is the concurrency of both. */
const drive = (adapter: Controller, perTick: readonly number[], ready: (tick: number) => number) =>
  perTick.map((concurrency, tick) =>
    answer(
      adapter,
      observed({
        at: seconds(2 * tick),
        ready: ready(tick),
        perSecond: tick === 0 ? [] : Array(2).fill({ queued: concurrency }),
      }),
    ),
  );

const mean = (values: readonly number[]): number =>
  Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 1e6) / 1e6;

test('it decides as the bare rule does with exact means of 60 and of 6 seconds', () => {
  for (const seed of [1, 2, 3]) {
    for (const kMin of [0, 1, 3]) {
      const chance = rng(seed).fork(kMin);
      const adapter = begun(kpa(), { kMin, kMax: 25 });
      const service: KpaService = {
        ...kpaDefaults,
        metric: 'concurrency',
        containerConcurrency: 1,
        minScale: kMin,
        maxScale: 25,
      };
      let memory = begunKpa(kMin, service);
      const past: number[] = [];
      const counts = new Set<number>();
      for (let tick = 0; tick < 250; tick++) {
        const at = seconds(2 * tick);
        // Bursts and long silences.
        const level = tick % 120 < 40 ? 12 * chance.float() : 0;
        const perSecond =
          tick === 0 ? [] : [level, level / 2].map(queued => ({ queued, running: queued / 4 }));
        past.push(...perSecond.map(({ queued, running }) => queued + running));
        const readyPods = Math.max(0, memory.replicas - chance.int(0, 1));
        const bare = reconcileKpa(
          {
            at,
            readyPods,
            means:
              past.length === 0 ? undefined : { stable: mean(past.slice(-60)), panic: mean(past.slice(-6)) },
          },
          service,
          memory,
        );
        const starting = Array<number>(memory.replicas - readyPods).fill(1000);
        const found = answer(adapter, observed({ at, ready: readyPods, starting, perSecond }));
        assert.deepEqual(
          found,
          { containers: bare.replicas, reason: bare.reason },
          `seed ${seed}, kMin ${kMin}, at ${at} ms`,
        );
        memory = bare.memory;
        counts.add(bare.replicas);
      }
      assert.ok(counts.has(kMin) && counts.size > 4, `the load moves it: ${[...counts]}`);
    }
  }
});

test('Knative’s target: 70 % of what a container takes, which is one request here', () => {
  const adapter = begun(kpa(), { kMin: 1, kMax: 50 });
  // A mean of 1.4 needs two containers; twice the one that is ready is panic.
  const found = drive(adapter, [0, 1.4], () => 1);
  assert.deepEqual(
    found.map(one => one.containers),
    [1, 2],
  );
  assert.equal(found[0]!.reason, 'no data yet');
  assert.equal(
    found[1]!.reason,
    '1.4 on average, 1.4 of late, target 0.7, 1 ready; panic: 2 needed of late, never down',
  );
});

test('with any number of requests a container, the default target is 70 of 100', () => {
  const adapter = begun(kpa({ containerConcurrency: 0 }), { kMin: 1, kMax: 50 });
  assert.deepEqual(
    drive(adapter, [0, 70, 70.1], () => 1).map(one => one.containers),
    [1, 1, 2],
  );
  assert.equal(drive(begun(kpa({ containerConcurrency: 0 })), [0, 100], () => 1)[1]!.containers, 2);
});

test('requests per second instead of concurrency, and newer seconds with more weight, where asked for', () => {
  const rps = begun(kpa({ metric: 'rps', target: 10 }), { kMin: 1, kMax: 50 });
  const seen = observed({
    at: 2000,
    ready: 1,
    queued: 50,
    perSecond: Array(2).fill({ arrived: 14, queued: 50 }),
  });
  assert.equal(answer(rps, seen).containers, 2);
  const jump = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6];
  const last = (aggregation: 'linear' | 'weighted'): string =>
    drive(begun(kpa({ aggregation })), jump, () => 1).at(-1)!.reason;
  assert.match(last('linear'), /^0.6 on average, 2 of late/);
  assert.match(last('weighted'), /^2.16 on average, 5.72 of late/);
});

test('to zero and back: active for a window, inactive, gone; the first request brings it back', () => {
  const adapter = begun(kpa(), { kMin: 0, kMax: 10 });
  const load = [0, ...Array(5).fill(1), ...Array(70).fill(0), 1];
  const found = drive(adapter, load, tick => (tick < 2 ? 0 : 1));
  const counts = found.map(one => one.containers);
  assert.equal(counts[0], 0, 'nothing is known yet');
  assert.equal(counts[1], 2, 'a mean of 1 needs two');
  const gone = counts.indexOf(0, 1);
  // The last second with requests ends at 10 s, and so does what caused the panic; that is over strictly after a window,
  // at 72 s, and then it becomes inactive. A burst of 211 never finds room, so its requests have always gone through the
  // queue, and it need not wait for the grace period.
  assert.equal(2 * gone, 74);
  assert.match(found[gone - 1]!.reason, /becomes inactive first/);
  assert.match(found[gone]!.reason, /requests have long gone through the queue/);
  assert.equal(counts.at(-1), 1, 'it is back with the first bucket that holds a request');
});

test('without a burst to make room for, the last container is kept through the grace period', () => {
  const adapter = begun(kpa({ targetBurstCapacity: 0 }), { kMin: 0, kMax: 10 });
  const counts = drive(adapter, [0, 1, ...Array(70).fill(0)], tick => (tick < 2 ? 0 : 1)).map(
    one => one.containers,
  );
  const gone = counts.indexOf(0, 1);
  // Requests until 4 s, inactive at 64 s, and 30 s of grace.
  assert.equal(2 * gone, 94);
});

test('a trial that begins among several containers begins in panic: no way down for a whole window', () => {
  const adapter = begun(kpa(), { kMin: 1, kMax: 10 });
  const many = drive(adapter, Array(40).fill(0.1), () => 4);
  assert.match(many[1]!.reason, /panic not over/);
  assert.equal(many[1]!.containers, 4, 'what was ready at its start is held');
  assert.ok(many.slice(1, 31).every(one => one.containers === 4));
  assert.equal(many[31]!.containers, 2, '62 s: half, by the scale-down rate');
});

test('an observation that was lost leaves a gap, and the seconds after it are in their places', () => {
  const adapter = begun(kpa(), { kMin: 1, kMax: 50 });
  const at = (second: number, count: number, queued: number) =>
    answer(adapter, observed({ at: seconds(second), ready: 1, perSecond: Array(count).fill({ queued }) }));
  at(0, 0, 0);
  at(2, 2, 3);
  // Nothing of 2–6 s arrived: four seconds of 3 in eight seconds, of which the last six hold two.
  const found = at(8, 2, 3);
  assert.match(found.reason, /^1.5 on average, 1 of late/);
});

test('a rounding error at the edge of a second moves no request', () => {
  const exact = begun(kpa(), { kMin: 1, kMax: 50 });
  const off = begun(kpa(), { kMin: 1, kMax: 50 });
  for (let tick = 1; tick < 60; tick++) {
    const perSecond = [{ queued: tick % 7 }, { queued: tick % 5 }];
    const seen = observed({ at: seconds(2 * tick), ready: 2, perSecond });
    const expected = answer(exact, seen);
    const wrong = (tick % 3) - 1;
    assert.deepEqual(answer(off, { ...seen, at: seen.at + wrong * 1e-7 }).containers, expected.containers);
  }
});

test('settings that the original refuses are refused in a sentence', () => {
  assert.throws(() => kpa({ maxScaleUpRate: 1 }), {
    message: 'Controller kpa: expected maxScaleUpRate above 1, found 1; change that option.',
  });
  assert.throws(() => kpa({ stableWindow: seconds(5) }), /stableWindow from 6000 to 3600000, found 5000/);
  assert.throws(() => kpa({ targetBurstCapacity: -2 }), /targetBurstCapacity −1 or at least 0, found -2/);
});

test('in whole trials it decides the same at any time scale, every 2 paper seconds, also from zero', async () => {
  const [paper, ...others] = await decisionsAtScales(kpa(), 0, [1, 0.1, 0.06, 0.3]);
  assert.equal(paper!.served, 55);
  assert.ok(new Set(paper!.decisions.map(one => one.applied)).size >= 4);
  for (const other of others) assert.deepEqual(other, paper);
});

test('a folder scan finds it, with the original’s rhythm', () => {
  assert.equal(controller().name, 'kpa');
  assert.equal(controller().period, seconds(2));
  assert.equal(controller().scalesToZero, true);
  assert.ok(docs.optimises && docs.flaws && docs.source);
});
