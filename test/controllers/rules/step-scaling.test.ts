import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Millis, seconds } from '../../../harness/clock.ts';
import {
  type Cooling,
  coolly,
  type StepPolicies,
  selectStep,
  stepFor,
  stepScaling,
} from '../../../harness/controllers/rules/step-scaling.ts';

/** The example of the documentation: 0, 10 and 30 percent, at 0, 10 and 20 beyond 50. */
const example: StepPolicies = {
  type: 'PercentChangeInCapacity',
  threshold: 50,
  out: [
    { lower: 0, upper: 10, adjustment: 0 },
    { lower: 10, upper: 20, adjustment: 10 },
    { lower: 20, upper: null, adjustment: 30 },
  ],
  in: [
    { lower: -10, upper: 0, adjustment: 0 },
    { lower: -20, upper: -10, adjustment: -10 },
    { lower: null, upper: -20, adjustment: -30 },
  ],
};

test('every edge belongs to the step that is further from the threshold', () => {
  const above = [50, 59.999, 60, 69.999, 70, 1000].map(metric =>
    selectStep('above', example.out, 50, metric),
  );
  assert.deepEqual(above, [0, 0, 1, 1, 2, 2]);
  const below = [50, 40.001, 40, 30.001, 30, -1000].map(metric =>
    selectStep('below', example.in, 50, metric),
  );
  assert.deepEqual(below, [0, 0, 1, 1, 2, 2]);
});

test('a metric in a gap between steps, or on the other side, has none', () => {
  assert.equal(selectStep('above', example.out, 50, 49.9), undefined);
  assert.equal(selectStep('below', example.in, 50, 50.1), undefined);
  assert.equal(selectStep('above', [{ lower: 5, upper: null, adjustment: 1 }], 50, 52), undefined);
});

test('an edge is met in fractions too, where a difference of doubles would fall short', () => {
  assert.ok(0.6 - 0.5 < 0.1);
  const steps = [
    { lower: 0, upper: 0.1, adjustment: 1 },
    { lower: 0.1, upper: null, adjustment: 2 },
  ];
  assert.equal(selectStep('above', steps, 0.5, 0.6), 1);
});

test('exactly at the threshold both policies are asked, and the one that acts is heard, out before in', () => {
  const always = { lower: 0, upper: null };
  const out = { ...always, adjustment: 1 };
  const inward = { lower: null, upper: 0, adjustment: -1 };
  assert.equal(stepFor({ ...example, out: [out], in: [inward] }, 50)?.adjustment, 1);
  assert.equal(stepFor({ ...example, in: [inward] }, 50)?.adjustment, -1);
  assert.equal(stepFor(example, 50)?.adjustment, 0);
});

/** The capacities after each change, with a cooldown of 300 s. */
const course = (from: number, changes: readonly [at: Millis, change: number][]): number[] => {
  let cooling: Cooling = {};
  let capacity = from;
  return changes.map(([at, change]) => {
    ({ capacity, cooling } = coolly(base => base + change, capacity, seconds(at), cooling, seconds(300)));
    return capacity;
  });
};

test('2 added and 3 asked during the cooldown is 1 more, and after it 3 more', () => {
  const changes: [number, number][] = [
    [0, 2],
    [60, 3],
    [120, 3],
    [359.9, 3],
    [360, 3],
  ];
  assert.deepEqual(course(4, changes), [6, 7, 7, 7, 10]);
});

test('what adds nothing does not prolong the cooldown, which ends when its time has passed', () => {
  assert.deepEqual(
    course(4, [
      [0, 2],
      [200, 2],
      [299.9, 2],
      [300, 2],
    ]),
    [6, 6, 6, 8],
  );
});

test('a scale-in cooldown blocks scaling in until its time has passed, and never scaling out', () => {
  assert.deepEqual(
    course(10, [
      [0, -2],
      [299.9, -2],
      [300, -2],
    ]),
    [8, 8, 6],
  );
  assert.deepEqual(
    course(10, [
      [0, -2],
      [10, 3],
      [20, -1],
    ]),
    [8, 11, 11],
  );
});

test('a scale-out cooldown does not block scaling in', () => {
  assert.deepEqual(
    course(4, [
      [0, 2],
      [30, -1],
      [60, 3],
    ]),
    [6, 5, 7],
  );
});

test('the policy walks as documented, says why, and stays within bounds', () => {
  const rule = stepScaling({ ...example, bounds: { min: 9, max: 13 }, cooldown: seconds(300) });
  assert.deepEqual(rule(60, 10, 0), { capacity: 11, reason: '60 against 50: step +10 %' });
  assert.deepEqual(rule(55, 11, seconds(60)), { capacity: 11, reason: '55 against 50: no step to take' });
  assert.equal(
    rule(60, 11, seconds(120)).reason,
    '60 against 50: step +10 %, but the last scale-out already added as many',
  );
  assert.equal(rule(90, 11, seconds(180)).capacity, 13);
  assert.equal(rule(10, 11, seconds(600)).capacity, 9);
  assert.equal(rule(10, 9, seconds(660)).capacity, 9);
});
