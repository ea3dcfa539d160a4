import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Millis, seconds } from '../../../harness/clock.ts';
import {
  type GivenRules,
  type ScalingRules,
  scalingRules,
} from '../../../harness/controllers/rules/hpa-behavior.ts';
import { plainLimits, policyLimit, rateLimit } from '../../../harness/controllers/rules/hpa-limits.ts';
import { type HpaOptions, hpaOptions } from '../../../harness/controllers/rules/hpa-options.ts';
import { seeded, settle, startedHpa } from '../../../harness/controllers/rules/hpa-settle.ts';

interface Ask {
  readonly at: Millis;
  readonly desired: number;
}

/** The counts that are set, one sync after the other. */
const run = (first: number, asks: readonly Ask[], options: HpaOptions): number[] => {
  let state = startedHpa;
  let current = first;
  return asks.map(({ at, desired }) => {
    const settled = settle(
      { replicas: desired, at },
      current,
      seeded(state, { replicas: current, at }),
      options,
    );
    state = settled.state;
    current = settled.replicas;
    return current;
  });
};

const every = (period: Millis, desired: readonly number[]): Ask[] =>
  desired.map((one, at) => ({ at: at * period, desired: one }));

test('a restart holds for a whole window, because it remembers the count it found', () => {
  const asks = every(seconds(100), [2, 2, 2, 2, 2]);
  assert.deepEqual(run(8, asks, hpaOptions({ maxReplicas: 10 })), [8, 8, 8, 8, 2]); // the plain edge still counts
  assert.deepEqual(run(8, asks, hpaOptions({ maxReplicas: 10, behavior: {} })), [8, 8, 8, 2, 2]);
});

test('no behavior is not the default behavior: from 3 at once to 6, or to 7', () => {
  const asks = every(seconds(15), [20]);
  assert.deepEqual(run(3, asks, hpaOptions({ maxReplicas: 30 })), [6]);
  assert.deepEqual(run(3, asks, hpaOptions({ maxReplicas: 30, behavior: {} })), [7]);
});

test('ten percent more than 100 is 111, as in the original: 100 × 1.1 is a little above 110 in doubles', () => {
  const rules = scalingRules('up', { policies: [{ type: 'Percent', value: 10, period: seconds(60) }] });
  assert.equal(policyLimit('up', 100, rules, { up: [], down: [] }, 0), 111);
});

test('an up window passes the smallest of its recommendations', () => {
  const options = hpaOptions({ maxReplicas: 100, behavior: { scaleUp: { window: seconds(60) } } });
  assert.deepEqual(run(4, every(seconds(20), [8, 6, 8, 8, 8]), options), [4, 4, 4, 6, 8]);
});

/** The same decisions from complete lists, filtered by age: no slots, nothing ever forgotten. */
const fromCompleteLists = (first: number, asks: readonly Ask[], options: HpaOptions): number[] => {
  const seen = [{ replicas: first, at: asks[0]?.at ?? 0 }];
  const events = { up: [] as Change[], down: [] as Change[] };
  let current = first;
  return asks.map(({ at, desired }) => {
    const since = (window: Millis, edge: boolean): number[] =>
      seen.filter(one => (edge ? at - one.at <= window : at - one.at < window)).map(one => one.replicas);
    let next: number;
    if (options.behavior === undefined) {
      const stabilized = Math.max(desired, ...since(options.downscaleStabilization, true));
      next = plainLimits(current, stabilized, options, options).replicas;
    } else {
      const up = scalingRules('up', options.behavior.scaleUp);
      const down = scalingRules('down', options.behavior.scaleDown);
      const least = Math.min(desired, ...since(up.window ?? 0, false));
      const most = Math.max(desired, ...since(down.window ?? options.downscaleStabilization, false));
      let stabilized = current;
      if (stabilized < least) stabilized = least;
      if (stabilized > most) stabilized = most;
      next = rateLimit(current, stabilized, options, { up, down }, events, at).replicas;
    }
    seen.push({ replicas: desired, at });
    if (next !== current) events[next > current ? 'up' : 'down'].push(changed(next - current, at));
    current = next;
    return next;
  });
};

type Change = ReturnType<typeof changed>;
const changed = (change: number, at: Millis) => ({ change: Math.abs(change), at, outdated: false });

const rules = (): fc.Arbitrary<GivenRules> =>
  fc.record(
    {
      window: fc.constantFrom(0, seconds(30), seconds(100), seconds(300)),
      selectPolicy: fc.constantFrom<ScalingRules['selectPolicy']>('Max', 'Min', 'Disabled'),
      policies: fc.array(
        fc.record({
          type: fc.constantFrom('Pods' as const, 'Percent' as const),
          value: fc.integer({ min: 1, max: 150 }),
          period: fc.constantFrom(seconds(15), seconds(60), seconds(120)),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    },
    { requiredKeys: [] },
  );

const options = (): fc.Arbitrary<HpaOptions> =>
  fc
    .record({
      minReplicas: fc.integer({ min: 0, max: 3 }),
      maxReplicas: fc.integer({ min: 3, max: 40 }),
      behavior: fc.option(fc.record({ scaleUp: rules(), scaleDown: rules() }), { nil: undefined }),
    })
    .map(given => hpaOptions(given));

const asks = (): fc.Arbitrary<Ask[]> =>
  fc
    .array(fc.tuple(fc.constantFrom(5, 10, 15, 30, 45), fc.integer({ min: 0, max: 50 })), {
      minLength: 1,
      maxLength: 60,
    })
    .map(steps => {
      let at = 0;
      return steps.map(([pause, desired]) => {
        at += seconds(pause);
        return { at, desired };
      });
    });

test('reusing slots only bounds memory: complete lists decide the same', () => {
  fc.assert(
    fc.property(asks(), options(), (steps, given) => {
      assert.deepEqual(run(3, steps, given), fromCompleteLists(3, steps, given));
    }),
    { seed: 20, numRuns: 300 },
  );
});

test('from within the bounds, the count never leaves them', () => {
  fc.assert(
    fc.property(asks(), options(), (steps, given) => {
      for (const count of run(3, steps, given))
        assert.ok(count >= given.minReplicas && count <= given.maxReplicas);
    }),
    { seed: 21, numRuns: 300 },
  );
});
