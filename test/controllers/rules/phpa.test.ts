import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../../../harness/clock.ts';
import type { HpaMetric } from '../../../harness/controllers/rules/hpa-metric.ts';
import type { Counted } from '../../../harness/controllers/rules/linear-trend.ts';
import {
  type Forecast,
  foreseen,
  type PhpaModel,
  type PhpaOptions,
  phpa,
  phpaOptions,
} from '../../../harness/controllers/rules/phpa.ts';

/** A model that says what it is told to, and shows what it was shown. */
const told = (forecasts: readonly Forecast[], shown: (readonly Counted[])[] = []): PhpaModel => {
  let at = 0;
  return {
    forecast: history => {
      shown.push(history);
      return forecasts[at++ % forecasts.length]!;
    },
    kept: history => history.slice(-2),
  };
};

/** A metric that asks for so many: requests, of which a container takes one. */
const asking = (count: number): HpaMetric[] => [
  { kind: 'externalPerPod', targetAverage: 1000, values: [1000 * count] },
];
const blind: HpaMetric[] = [{ kind: 'invalid', why: 'it cannot be read' }];

/** The counts after each sync, 15 s apart. */
const course = (
  model: PhpaModel,
  asks: readonly HpaMetric[][],
  given: Partial<PhpaOptions> = {},
  from = 4,
): number[] => {
  const decide = phpa(model, phpaOptions({ maxReplicas: 20, ...given }));
  let spec = from;
  return asks.map((metrics, sync) => {
    spec = decide({ at: seconds(15) * sync, pods: [], spec, status: spec, metrics }).replicas;
    return spec;
  });
};

test('the larger of wish and forecast counts, by default', () => {
  assert.deepEqual(course(told([foreseen(8), foreseen(2)]), [asking(6), asking(7)]), [8, 8]);
  assert.deepEqual(course(told([foreseen(2)]), [asking(6)]), [6]);
  assert.deepEqual(course(told([foreseen(8)]), [asking(6)], { combination: 'mean' }), [7]);
});

test('the model sees the wishes of the metrics, not the counts that came of them, and forgets as it likes', () => {
  const shown: (readonly Counted[])[] = [];
  course(told([foreseen(20)], shown), [asking(6), asking(7), asking(8), asking(9)]);
  assert.deepEqual(
    shown.map(history => history.map(({ replicas }) => replicas)),
    [[6], [6, 7], [6, 7, 8], [7, 8, 9]],
  );
  assert.equal(shown[3]?.at(-1)?.at, seconds(45));
});

test('a model that failed is not heard; one that has no forecast yet says 0', () => {
  const failed = { replicas: undefined, words: 'failed' };
  assert.deepEqual(course(told([failed]), [asking(6)], { combination: 'minimum' }), [6]);
  assert.deepEqual(
    course(told([{ replicas: 0, words: 'early' }]), [asking(6)], { combination: 'mean' }),
    [3],
  );
});

test('without a usable metric nothing is decided and nothing remembered', () => {
  const shown: (readonly Counted[])[] = [];
  assert.deepEqual(course(told([foreseen(7)], shown), [blind, asking(5), blind]), [4, 7, 7]);
  assert.equal(shown.length, 1);
});

test('it doubles, or adds four, in a minute; and scales in when five minutes agree', () => {
  const steady = Array.from({ length: 6 }, () => asking(50));
  assert.deepEqual(course(told([foreseen(0)]), steady, { maxReplicas: 50 }), [8, 8, 8, 8, 16, 16]);
  const idle = Array.from({ length: 22 }, (_, i) => asking(i === 0 ? 4 : 1));
  const counts = course(told([foreseen(0)]), idle);
  assert.equal(counts.indexOf(1), 20); // strictly younger than 300 s, and no seed of its own start
});

test('at its start it may scale in at once, unlike the HPA', () => {
  assert.deepEqual(course(told([foreseen(0)]), [asking(1)]), [1]);
});

test('it says what there is, what is foreseen and what held it', () => {
  const decide = phpa(told([foreseen(9)]), phpaOptions({ maxReplicas: 6 }));
  const sync = { at: 0, pods: [], spec: 4, status: 4, metrics: asking(5) };
  assert.equal(
    decide(sync).reason,
    '5 in all, target 1 per container: 5 now, 9 foreseen: 4 → 6 (9 wanted, but windows, rates or bounds hold it)',
  );
  assert.equal(
    decide({ ...sync, metrics: blind }).reason,
    'no usable metric (it cannot be read): stays at 4',
  );
});

test('a behavior that is given replaces only what it names', () => {
  const { behavior } = phpaOptions({ maxReplicas: 5, behavior: { scaleDown: { window: 0 } } });
  assert.deepEqual([behavior?.scaleDown?.window, behavior?.scaleDown?.policies?.length], [0, 1]);
  assert.equal(behavior?.scaleUp?.policies?.[0]?.period, seconds(60));
});
