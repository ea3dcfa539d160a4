import assert from 'node:assert/strict';
import test from 'node:test';
import { seconds } from '../../harness/clock.ts';
import type { Observation, SeenContainer } from '../../harness/controller.ts';
import { controller, docs, type HpaSignal, hpa } from '../../harness/controllers/hpa.ts';
import type { HpaMetric } from '../../harness/controllers/rules/hpa-metric.ts';
import { hpaOptions } from '../../harness/controllers/rules/hpa-options.ts';
import type { Pod, Sample } from '../../harness/controllers/rules/hpa-pods.ts';
import { startedHpa } from '../../harness/controllers/rules/hpa-settle.ts';
import { syncHpa } from '../../harness/controllers/rules/hpa-sync.ts';
import { rng } from '../../harness/rng.ts';
import { decisionsAtScales } from './decisions-at-scales.ts';
import { answer, begun, observed } from './observation.ts';

const PERIOD = seconds(15);

/** A container of which everything is known. */
interface Known {
  readonly id: string;
  readonly askedAt: number;
  readonly readyAt: number;
}

const seenAt = (at: number, known: readonly Known[], cpu: (one: Known) => number): SeenContainer[] =>
  known.map(one => ({
    id: one.id,
    state: one.readyAt <= at ? ('busy' as const) : ('starting' as const),
    age: at - one.askedAt,
    running: 1,
    ...(one.readyAt <= at ? { cpu: cpu(one) } : {}),
  }));

/** What Kubernetes would know of them: when each really became ready, and samples of the last 15 s. */
const exact = (at: number, known: readonly Known[], cpu: (one: Known) => number) => ({
  pods: known.map(
    ({ id, askedAt, readyAt }): Pod => ({
      name: id,
      phase: readyAt <= at ? 'Running' : 'Pending',
      deleting: false,
      startAge: at - askedAt,
      ready: readyAt <= at,
      readyChangeAge: readyAt <= at ? at - readyAt : null,
      request: 1000,
    }),
  ),
  samples: new Map<string, Sample>(
    known
      .filter(one => one.readyAt <= at)
      .map(one => [one.id, { value: Math.round(1000 * cpu(one)), age: 0, window: PERIOD }]),
  ),
});

test('it decides as the bare rule does with exact readiness and exact samples, sync by sync', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const chance = rng(seed);
    const adapter = begun(hpa(), { kMin: 2, kMax: 20 });
    const options = hpaOptions({ minReplicas: 2, maxReplicas: 20 });
    let state = startedHpa;
    let spec = 2;
    let born = 0;
    let known: Known[] = [];
    const grow = (at: number, delay: () => number): void => {
      while (known.length < spec) known.push({ id: `c${++born}`, askedAt: at, readyAt: at + delay() });
      known = known.slice(-spec);
    };
    grow(-seconds(60), () => seconds(5));
    const counts = new Set<number>();
    for (let sync = 0; sync < 120; sync++) {
      const at = sync * PERIOD;
      const demand = 2 + 12 * Math.abs(Math.sin(sync / 20));
      const level = Math.min(1, demand / known.length);
      const loads = new Map(
        known.map(one => [one.id, Math.round(1000 * level * (0.7 + 0.3 * chance.float())) / 1000]),
      );
      const cpu = (one: Known): number => loads.get(one.id)!;
      const { pods, samples } = exact(at, known, cpu);
      const metric: HpaMetric = {
        kind: 'resource',
        resource: 'cpu',
        targetUtilizationPercent: 80,
        samples,
      };
      const bare = syncHpa({ at, pods, spec, status: known.length, metrics: [metric] }, state, options);
      const found = answer(adapter, observed({ at, containers: seenAt(at, known, cpu) }));
      assert.deepEqual(
        found,
        { containers: bare.replicas, reason: bare.reason },
        `seed ${seed}, at ${at} ms`,
      );
      state = bare.state;
      spec = bare.replicas;
      counts.add(spec);
      grow(at, () => seconds(chance.int(1, 40)));
    }
    assert.ok(counts.size > 4, `the load moves it: ${[...counts]}`);
  }
});

const running = (at: number, count: number, cpu: number | undefined): Observation =>
  observed({
    at,
    containers: Array.from({ length: count }, (_, i) => ({
      id: `c${i}`,
      state: 'busy' as const,
      age: seconds(1000) + at,
      running: 1,
      ...(cpu === undefined ? {} : { cpu }),
    })),
  });

test('Kubernetes’ own default: CPU at 80 % of the quota, from the first sync on', () => {
  const adapter = begun(hpa(), { kMin: 2, kMax: 10 });
  const found = answer(adapter, running(0, 2, 1));
  assert.equal(found.containers, 3);
  assert.equal(found.reason, 'cpu at 100 % of the request, target 80 %: 2 → 3');
});

test('its known flaw: at full use a step up is a quarter, however long the queue', () => {
  const adapter = begun(hpa(), { kMin: 8, kMax: 100 });
  assert.equal(answer(adapter, { ...running(0, 8, 1), queued: 10_000 }).containers, 10);
});

test('a container first seen ready is not believed until it has been ready for a whole sample', () => {
  const adapter = begun(hpa(), { kMin: 1, kMax: 10 });
  const two = (at: number, young: Partial<SeenContainer>): Observation =>
    observed({
      at,
      containers: [
        { id: 'old', state: 'busy', age: seconds(900), running: 1, cpu: 1 },
        { id: 'young', state: 'busy', age: at, running: 1, cpu: 1, ...young },
      ],
    });
  assert.equal(answer(adapter, running(0, 1, 1)).containers, 2);
  assert.match(answer(adapter, two(PERIOD, { state: 'starting' })).reason, /1 starting/);
  assert.match(answer(adapter, two(2 * PERIOD, {})).reason, /1 starting/);
  const believed = answer(adapter, two(3 * PERIOD, {}));
  assert.deepEqual(believed, {
    containers: 3,
    reason: 'cpu at 100 % of the request, target 80 %: 2 → 3',
  });
});

test('an engine without counters gives it nothing to go on: it holds and says so', () => {
  const adapter = begun(hpa(), { kMin: 3, kMax: 10 });
  assert.deepEqual(answer(adapter, running(0, 3, undefined)), {
    containers: 3,
    reason: 'no usable metric (no cpu sample of a container that is ready): stays at 3',
  });
});

test('the count it goes by is the one it asked for, not the one that is left when containers died', () => {
  const adapter = begun(hpa(), { kMin: 4, kMax: 10 });
  assert.equal(answer(adapter, running(0, 0, undefined)).containers, 4);
  // Two of four are left and use 90 %: (2 × 90 + 2 unknown at 0) is below the target, so it stays at four.
  assert.equal(answer(adapter, running(PERIOD, 2, 0.82)).containers, 4);
});

test('concurrency per container as an external metric, averaged over the seconds since the last sync', () => {
  const signals: readonly HpaSignal[] = [{ kind: 'concurrency', targetAverage: 2 }];
  const adapter = begun(hpa({ signals }), { kMin: 2, kMax: 10 });
  const first = answer(adapter, { ...running(0, 2, 1), queued: 99 });
  assert.equal(first.reason, 'no usable metric (no value was returned): stays at 2');
  const buckets = [6, 8, 10].map(queued => ({ queued, running: 2, cpu: 2, arrived: 1 }));
  const second = answer(adapter, { ...running(PERIOD, 2, 1), buckets });
  // (8 + 10 + 12) / 3 = 10 in all; 10 / 2 wants five, and a sync without behavior may go to max(2 × 2, 4).
  assert.equal(second.containers, 4);
  assert.equal(second.reason, '10 in all, target 2 per container: 2 → 5; the scale-up rate allows 4');
});

test('of several signals the one that asks for most decides', () => {
  const signals: readonly HpaSignal[] = [
    { kind: 'cpu', targetUtilizationPercent: 80 },
    { kind: 'concurrency', targetAverage: 2 },
  ];
  const adapter = begun(hpa({ signals }), { kMin: 2, kMax: 10 });
  const buckets = [{ queued: 4, running: 2, cpu: 2, arrived: 1 }];
  assert.equal(answer(adapter, { ...running(0, 2, 0.8), buckets }).containers, 3);
});

test('targets and periods that are none are refused in a sentence', () => {
  assert.throws(() => hpa({ signals: [{ kind: 'cpu', targetUtilizationPercent: 0 }] }), {
    message: 'Controller hpa: expected a cpu target above 0, found 0; change that option.',
  });
  assert.throws(() => hpa({ syncPeriod: 0 }), /syncPeriod above 0/);
});

test('in whole trials it decides the same at any time scale, every 15 paper seconds', async () => {
  const [paper, ...others] = await decisionsAtScales(hpa(), 1, [1, 0.1, 0.06, 0.3]);
  assert.equal(paper!.served, 55);
  assert.ok(new Set(paper!.decisions.map(one => one.applied)).size >= 4);
  for (const other of others) assert.deepEqual(other, paper);
});

test('a folder scan finds it, with the original’s rhythm', () => {
  assert.equal(controller().name, 'hpa');
  assert.equal(controller().period, seconds(15));
  assert.ok(docs.optimises && docs.flaws && docs.source);
});
