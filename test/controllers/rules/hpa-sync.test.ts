import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../../../harness/clock.ts';
import type { HpaMetric } from '../../../harness/controllers/rules/hpa-metric.ts';
import {
  type HpaOptions,
  hpaOptions,
  hpaSyncPeriod,
} from '../../../harness/controllers/rules/hpa-options.ts';
import type { Pod } from '../../../harness/controllers/rules/hpa-pods.ts';
import { type HpaState, startedHpa } from '../../../harness/controllers/rules/hpa-settle.ts';
import { syncHpa } from '../../../harness/controllers/rules/hpa-sync.ts';

const pods = (count: number): Pod[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `p${at}`,
    phase: 'Running',
    deleting: false,
    startAge: seconds(3600),
    ready: true,
    readyChangeAge: seconds(3600),
    request: 1000,
  }));

const cpu = (percent: number, count: number): HpaMetric => ({
  kind: 'resource',
  resource: 'cpu',
  targetUtilizationPercent: 50,
  samples: new Map(
    pods(count).map(({ name }) => [name, { value: 10 * percent, age: 0, window: seconds(15) }]),
  ),
});

const broken: HpaMetric = { kind: 'invalid', why: 'the engine has no CPU counter' };

const sync = (
  count: number,
  metrics: readonly HpaMetric[],
  options: HpaOptions,
  state = startedHpa,
  at = 0,
) => syncHpa({ at, pods: pods(count), spec: count, status: count, metrics }, state, options);

const ten = hpaOptions({ maxReplicas: 10 });

test('the defaults are those of the original', () => {
  assert.equal(hpaSyncPeriod, 15_000);
  assert.deepEqual(ten, {
    minReplicas: 1,
    maxReplicas: 10,
    tolerance: { scaleUp: 0.1, scaleDown: 0.1 },
    cpuInitializationPeriod: 300_000,
    initialReadinessDelay: 30_000,
    downscaleStabilization: 300_000,
    scaleUpLimitFactor: 2,
    scaleUpLimitMinimum: 4,
    behavior: undefined,
  });
});

test('every decision says why', () => {
  const reason = (count: number, metrics: readonly HpaMetric[], options = ten): string =>
    sync(count, metrics, options).reason;
  assert.equal(reason(3, [cpu(80, 3)]), 'cpu at 80 % of the request, target 50 %: 3 → 5');
  assert.equal(reason(3, [cpu(52, 3)]), 'cpu at 52 % of the request, target 50 %: stays at 3');
  assert.equal(
    reason(2, [cpu(190, 2)]),
    'cpu at 190 % of the request, target 50 %: 2 → 8; the scale-up rate allows 4',
  );
  assert.equal(reason(8, [cpu(90, 8)]), 'cpu at 90 % of the request, target 50 %: 8 → 15; the maximum is 10');
  assert.equal(
    reason(8, [cpu(10, 8)]),
    'cpu at 10 % of the request, target 50 %: 8 → 2; recent recommendations hold it at 8',
  );
  assert.equal(reason(4, [broken]), 'no usable metric (the engine has no CPU counter): stays at 4');
  assert.equal(reason(4, []), 'no usable metric (none given): stays at 4');
  assert.equal(
    reason(4, [cpu(10, 4), broken]),
    'cpu at 10 % of the request, target 50 %, but not all metrics are usable (the engine has no CPU counter): stays at 4',
  );
  assert.equal(reason(12, [cpu(90, 12)]), '12 is above the maximum: 10');
  assert.equal(
    reason(1, [cpu(90, 1)], hpaOptions({ minReplicas: 2, maxReplicas: 10 })),
    '1 is below the minimum: 2',
  );
  assert.equal(reason(0, []), 'at 0 although the minimum is more: scaling is disabled');
});

test('the metric that asks for most decides, and one that is broken forbids only less', () => {
  assert.equal(sync(4, [cpu(60, 4), cpu(90, 4)], ten).replicas, 8);
  assert.equal(sync(4, [broken, cpu(60, 4)], ten).replicas, 5);
  const decided = sync(4, [broken, cpu(10, 4)], ten, { ...startedHpa, recommendations: [] });
  assert.equal(decided.replicas, 4);
  assert.equal(decided.limit, undefined);
});

test('a sync that learns nothing leaves no recommendation, one that does leaves what it asked for', () => {
  const started = sync(8, [broken], ten);
  assert.deepEqual(started.state.recommendations, [{ replicas: 8, at: 0 }]);
  const next = sync(8, [cpu(10, 8)], ten, started.state, 15_000);
  assert.deepEqual(next.state.recommendations, [
    { replicas: 8, at: 0 },
    { replicas: 2, at: 15_000 },
  ]);
  assert.equal(next.replicas, 8);
});

test('coming back into the bounds is a change that the rates remember', () => {
  const policies = [{ type: 'Pods' as const, value: 2, period: seconds(60) }];
  const options = hpaOptions({ minReplicas: 3, maxReplicas: 10, behavior: { scaleUp: { policies } } });
  const raised = sync(1, [], options);
  assert.deepEqual(raised.state.events.up, [{ change: 2, at: 0, outdated: false }]);
  assert.equal(sync(3, [cpu(500, 3)], options, raised.state, 15_000).replicas, 3);
  assert.equal(sync(3, [cpu(500, 3)], options, raised.state, 60_000).replicas, 5);
});

test('load that comes and goes: doubled at every sync, and given back five minutes later', () => {
  let state: HpaState = startedHpa;
  let count = 1;
  const counts = Array.from({ length: 30 }, (_, slot) => {
    // Six cores' worth of work for a minute, then half a core's.
    const work = slot < 4 ? 600 : 50;
    const decided = sync(count, [cpu(Math.min(100, work / count), count)], ten, state, slot * hpaSyncPeriod);
    state = decided.state;
    count = decided.replicas;
    return count;
  });
  assert.deepEqual(counts.slice(0, 5), [2, 4, 8, 10, 10]);
  assert.equal(counts.lastIndexOf(10), 23);
  assert.deepEqual(counts.slice(24), [1, 1, 1, 1, 1, 1]);
});
