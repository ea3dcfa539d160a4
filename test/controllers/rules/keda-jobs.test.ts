import assert from 'node:assert/strict';
import test from 'node:test';
import {
  averageTarget,
  type Calculation,
  type JobCounts,
  type JobTrigger,
  jobDecision,
  jobState,
  jobStrategy,
  jobsMade,
  type Strategy,
} from '../../../harness/controllers/rules/keda-jobs.ts';

const trigger = (queueLength: number, target: number, active = true): JobTrigger => ({
  queueLength,
  target,
  active,
});
const state = (triggers: readonly JobTrigger[], calculation: Calculation, minReplicas = 0) =>
  jobState(triggers, calculation, { minReplicas, maxReplicas: 100 });

test('means and sums are rounded up only at the end', () => {
  const three = [trigger(5, 2), trigger(4, 3), trigger(9, 1, false)];
  assert.deepEqual(state(three, 'avg'), { active: true, queueLength: 5, maxValue: 2 });
  assert.deepEqual(state(three, 'sum'), { active: true, queueLength: 9, maxValue: 4 });
});

test('the longest queue must be longer than none, the shortest begins with any', () => {
  assert.deepEqual(state([trigger(0, 1)], 'max'), { active: false, queueLength: 0, maxValue: 0 });
  assert.deepEqual(state([trigger(0, 1)], 'min'), { active: true, queueLength: 0, maxValue: 0 });
  assert.deepEqual(state([trigger(0, 1), trigger(7, 7)], 'min').queueLength, 7, 'an empty queue is not kept');
  assert.deepEqual(state([trigger(7, 7), trigger(0, 1)], 'min').queueLength, 0, 'unless it comes later');
});

test('of equal queues the first decides', () => {
  assert.equal(state([trigger(6, 3), trigger(6, 1)], 'max').maxValue, 2);
});

test('nothing active is inactive, unless there is a minimum', () => {
  assert.equal(state([trigger(5, 1, false)], 'sum').active, false);
  assert.equal(state([], 'avg', 1).active, true);
});

test('a trigger without a target asks for nothing', () => {
  assert.deepEqual(state([trigger(5, 0)], 'max'), { active: true, queueLength: 5, maxValue: 0 });
  assert.equal(averageTarget([]), 0);
});

const counts: JobCounts = { running: 3, pending: 1, maxReplicas: 10, scaleTo: 8, maxScale: 8 };
const strategy = (name: string, runningPercentage?: string): Strategy => ({
  name,
  deduction: 1,
  runningPercentage,
});

test('strategies; an unknown one is the default, and so is a custom one without a number', () => {
  assert.deepEqual(jobStrategy(strategy('default'), counts), { maxScale: 5, scaleTo: 8 });
  assert.deepEqual(jobStrategy(strategy('odd'), counts), { maxScale: 5, scaleTo: 8 });
  for (const text of [undefined, '', ' 0.5', '0,5', 'half'])
    assert.equal(jobStrategy(strategy('custom', text), counts).maxScale, 5, `"${text}"`);
  // 8 − 1 − trunc(1.5)
  assert.equal(jobStrategy(strategy('custom', '0.5'), counts).maxScale, 6);
  assert.equal(jobStrategy(strategy('custom', '5e-1'), counts).maxScale, 6);
  assert.equal(jobStrategy(strategy('custom', '0'), { ...counts, maxScale: 90 }).maxScale, 10);
});

test('accurate: pending jobs are not asked for twice, and the maximum is of those that run', () => {
  assert.equal(jobStrategy(strategy('accurate'), counts).maxScale, 7, '8 + 3 − 1 = 10 is not above it');
  assert.equal(jobStrategy(strategy('accurate'), { ...counts, pending: 0 }).maxScale, 7, '11 is: 10 − 3');
  assert.deepEqual(jobStrategy(strategy('eager'), counts), { maxScale: 6, scaleTo: 10 });
});

test('the minimum comes first, and its jobs do not count as running', () => {
  assert.deepEqual(jobDecision(strategy('eager'), counts, 5), { maxScale: 2, scaleTo: 2 });
  assert.deepEqual(jobDecision(strategy('default'), counts, 3), { maxScale: 8, scaleTo: 8 });
});

test('jobs made: the smaller of both, never a negative number', () => {
  assert.equal(jobsMade({ maxScale: 3, scaleTo: 8 }), 3);
  assert.equal(jobsMade({ maxScale: 8, scaleTo: 3 }), 3);
  assert.equal(jobsMade({ maxScale: -2, scaleTo: 8 }), 0);
});
