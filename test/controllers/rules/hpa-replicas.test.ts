import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../../../harness/clock.ts';
import type { Pod, Sample } from '../../../harness/controllers/rules/hpa-pods.ts';
import { isWithin } from '../../../harness/controllers/rules/hpa-ratio.ts';
import { proposeReplicas } from '../../../harness/controllers/rules/hpa-replicas.ts';

const old = seconds(3600);

const pod = (name: string, more: Partial<Pod> = {}): Pod => ({
  name,
  phase: 'Running',
  deleting: false,
  startAge: old,
  ready: true,
  readyChangeAge: old,
  request: 1000,
  ...more,
});

const sample = (value: number, more: Partial<Sample> = {}): Sample => ({
  value,
  age: 0,
  window: seconds(30),
  ...more,
});

/** What CPU use of each pod (milli-cores; null: no sample) asks for, at a target of 50 %. */
const cpu = (usage: readonly (number | null)[], more: Partial<Pod> = {}) => {
  const pods = usage.map((_, at) => pod(`p${at}`, at === usage.length - 1 ? more : {}));
  const samples = new Map(
    usage.flatMap((value, at) => (value === null ? [] : [[`p${at}`, sample(value)] as const])),
  );
  return proposeReplicas(
    { kind: 'resource', resource: 'cpu', targetUtilizationPercent: 50, samples },
    { pods, spec: pods.length, status: pods.length },
  );
};

const replicas = (...asked: Parameters<typeof cpu>): number | string => {
  const answer = cpu(...asked);
  return 'error' in answer ? answer.error : answer.replicas;
};

test('twice the target doubles the count, half of it halves it (the example of the user guide)', () => {
  assert.equal(replicas([1000, 1000, 1000, 1000]), 8);
  assert.equal(replicas([250, 250, 250, 250]), 2);
});

test('a tenth more or less than the target is left alone, edges included', () => {
  assert.equal(replicas(Array(10).fill(550)), 10);
  assert.equal(replicas(Array(10).fill(450)), 10);
  assert.equal(replicas(Array(10).fill(560)), 12);
  assert.equal(replicas(Array(10).fill(440)), 9);
  // |1 − 1.1| is 0.10000000000000009 in doubles, so the older form of the comparison would act.
  assert.ok(isWithin(1.1, { scaleUp: 0.1, scaleDown: 0.1 }) && Math.abs(1 - 1.1) > 0.1);
});

test('the percentage is cut to a whole number before it is compared with the target', () => {
  assert.equal(replicas([559, 559, 559]), 3); // 55.9 % counts as 55 %, which is 1.1
  assert.equal(replicas([560, 560, 560]), 4);
});

test('the CPU of a container that starts is not believed, and speaks against more containers', () => {
  const starting = { startAge: seconds(20), ready: false, readyChangeAge: seconds(20) };
  assert.equal(replicas([600, 600, 600, 4000], starting), 4); // 60 % of three; 45 % with the fourth at 0: the other way
  assert.equal(replicas([900, 900, 900, 4000], starting), 6); // 90 % of three; 67 % of four: ceil(1.34 × 4)
  assert.equal(replicas([100, 100, 100, 4000], starting), 1); // scaling down it is not asked
});

test('a young container counts once a whole sample lies after its becoming ready', () => {
  const youngReady = (since: number): Partial<Pod> => ({
    startAge: seconds(60),
    readyChangeAge: seconds(since),
  });
  assert.equal(replicas([1000, 1000], youngReady(30)), 4);
  assert.equal(replicas([1000, 1000], youngReady(29)), 2); // only p0 counts, p1 as 0: 50 %
});

test('a container without a sample is taken for busy before scaling down, and for idle before scaling up', () => {
  assert.equal(replicas([100, 100, 100, null]), 3); // (300 + 1000) / 4000 = 32 %: ceil(0.64 × 4)
  assert.equal(replicas([800, 800, 800, null]), 5); // 2400 / 4000 = 60 %: ceil(1.2 × 4)
  assert.equal(replicas([400, null]), 2); // 40 % alone, 70 % with the other: no change of direction
});

test('a metric that says nothing is an answer with its reason', () => {
  assert.equal(replicas([null, null]), 'no-metrics');
  assert.equal(replicas([100, 100], { request: null }), 'missing-request');
  const nobody = cpu([]);
  assert.deepEqual(nobody, { error: 'no-metrics', why: 'there are no containers' });
  const strangers = proposeReplicas(
    {
      kind: 'resource',
      resource: 'cpu',
      targetUtilizationPercent: 50,
      samples: new Map([['gone', sample(10)]]),
    },
    { pods: [pod('p0')], spec: 1, status: 1 },
  );
  assert.equal('error' in strangers && strangers.error, 'no-metrics-for-known-pods');
});

test('a queue against a total is answered by the ready containers, against a share by its length', () => {
  const pods = [pod('p0'), pod('p1'), pod('p2', { ready: false })];
  const workload = { pods, spec: 3, status: 3 };
  const total = proposeReplicas({ kind: 'external', targetValue: 10_000, values: [25_000] }, workload);
  assert.deepEqual(total, { replicas: 5, usage: 25_000, why: '25 in all, target 10' });
  const share = proposeReplicas(
    { kind: 'externalPerPod', targetAverage: 10_000, values: [45_000] },
    workload,
  );
  assert.deepEqual(share, { replicas: 5, usage: 15_000, why: '45 in all, target 10 per container' });
  const none = proposeReplicas({ kind: 'external', targetValue: 10_000, values: [] }, workload);
  assert.deepEqual(none, { error: 'no-metrics', why: 'no value was returned' });
});

test('from nothing, a queue is answered by its length alone', () => {
  const nobody = { pods: [], spec: 0, status: 0 };
  for (const [length, expected] of [
    [0, 0],
    [1, 1],
    [10_500, 2],
  ] as const) {
    const total = proposeReplicas({ kind: 'external', targetValue: 10_000, values: [length] }, nobody);
    const share = proposeReplicas(
      { kind: 'externalPerPod', targetAverage: 10_000, values: [length] },
      nobody,
    );
    assert.deepEqual(
      [total, share].map(one => 'replicas' in one && one.replicas),
      [expected, expected],
    );
  }
});
