import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  factorDirection,
  fixedValue,
  passThrough,
  type ThresholdAction,
  targetValue,
  threshold,
} from '../../../harness/controllers/rules/nomad-strategies.ts';

const none = { direction: 'none', count: 0 };

test('both edges of the threshold around the target do nothing', () => {
  assert.deepEqual(
    [0.99, 1, 1.01].map(factor => factorDirection(5, factor)),
    ['none', 'none', 'none'],
  );
  assert.deepEqual(
    [0.989, 1.011].map(factor => factorDirection(5, factor)),
    ['down', 'up'],
  );
});

test('from nothing any factor above 0 is up, and the factor itself is the count', () => {
  assert.deepEqual(targetValue({ target: 10 }, [1], 0), { direction: 'up', count: 1 });
  assert.deepEqual(targetValue({ target: 10 }, [25], 0), { direction: 'up', count: 3 });
  assert.deepEqual(targetValue({ target: 10 }, [0], 0), none);
});

test('a target of 0 takes the metric as the factor: all or nothing', () => {
  assert.deepEqual(targetValue({ target: 0 }, [0], 5), { direction: 'down', count: 0 });
  assert.deepEqual(targetValue({ target: 0 }, [3], 5), { direction: 'up', count: 15 });
});

test('it always rounds up, downwards too: 9 of 10 with one instance stays', () => {
  assert.deepEqual(targetValue({ target: 10 }, [9], 1), none);
  assert.deepEqual(targetValue({ target: 10 }, [5], 7), { direction: 'down', count: 4 });
  assert.deepEqual(targetValue({ target: 5, threshold: 1e-6 }, [5.00001], 8), { direction: 'up', count: 9 });
});

test('limits hold each way, and only the newest point is looked at', () => {
  assert.deepEqual(targetValue({ target: 210, maxScaleDown: 1 }, [10], 5), { direction: 'down', count: 4 });
  assert.deepEqual(targetValue({ target: 50, maxScaleUp: 0 }, [210], 1), none);
  assert.deepEqual(targetValue({ target: 16 }, [99, 99, 16], 2), none);
  assert.equal(targetValue({ target: 16 }, [], 2), undefined);
});

const within = (points: readonly number[], action: ThresholdAction, count = 10, trigger?: number) =>
  threshold({ lower: 5, upper: 20, action, trigger }, points, count);

test('a point at the lower bound counts, one at the upper does not, and five must', () => {
  assert.deepEqual(within([5, 5, 5, 5, 5], { delta: 1 }), { direction: 'up', count: 11 });
  assert.deepEqual(within([20, 20, 20, 20, 20], { delta: 1 }), none);
  assert.deepEqual(within([5, 5, 5, 5, 4, 20], { delta: 1 }), none);
  assert.deepEqual(within([4, 5], { delta: 1 }, 10, 1), { direction: 'up', count: 11 });
});

test('percentages are rounded up both ways and nothing goes below 0', () => {
  const points = [10, 10, 10, 10, 10];
  assert.deepEqual(within(points, { percentage: -25 }, 5), { direction: 'down', count: 4 });
  assert.deepEqual(within(points, { percentage: 1 }), { direction: 'up', count: 11 });
  assert.deepEqual(within(points, { percentage: -300 }), { direction: 'down', count: 0 });
  assert.deepEqual(within(points, { delta: -30 }), { direction: 'down', count: 0 });
  assert.deepEqual(within(points, { value: 10 }), none);
  assert.equal(within([], { value: 3 }), undefined);
});

test('a bound that is not given is infinite', () => {
  const points = [-1e9, 1e9, 0, 0, 0];
  assert.deepEqual(threshold({ upper: 1, action: { delta: 1 }, trigger: 4 }, points, 1), {
    direction: 'up',
    count: 2,
  });
  assert.deepEqual(threshold({ lower: 0, action: { delta: 1 }, trigger: 5 }, points, 1), none);
});

test('a passed-through fraction tells the direction before it is cut off', () => {
  assert.deepEqual(passThrough({}, [10.5], 10), { direction: 'up', count: 10 });
  assert.deepEqual(passThrough({}, [9.5], 10), { direction: 'down', count: 9 });
  assert.deepEqual(passThrough({ maxScaleUp: 3 }, [13], 2), { direction: 'up', count: 5 });
  assert.deepEqual(passThrough({ maxScaleUp: 0 }, [3], 10), { direction: 'down', count: 3 });
  assert.equal(passThrough({}, [], 10), undefined);
});

test('a fixed value is what it is', () => {
  assert.deepEqual(
    [1, 2, 3].map(count => fixedValue(2, count).direction),
    ['up', 'none', 'down'],
  );
});
