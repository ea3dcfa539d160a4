import assert from 'node:assert/strict';
import test from 'node:test';
import { seconds } from '../../../harness/clock.ts';
import { begunStatus, nextStatus } from '../../../harness/controllers/rules/kpa-activity.ts';
import { applyKpa, type KpaApplication } from '../../../harness/controllers/rules/kpa-apply.ts';

const asked = (change: Partial<KpaApplication>) =>
  applyKpa({
    currentReplicas: 1,
    desiredPods: 0,
    minScale: 0,
    maxScale: 0,
    activity: 'inactive',
    activitySince: 0,
    unreachable: false,
    initialScale: 1,
    initialScaleReached: true,
    stableWindow: seconds(60),
    gracePeriod: seconds(30),
    podRetention: 0,
    activationTimeout: seconds(630),
    enableScaleToZero: true,
    proxyFor: 0,
    proxied: true,
    ...change,
  });

const outcome = (change: Partial<KpaApplication>): [desired: number, apply: boolean] => {
  const { desired, apply } = asked(change);
  return [desired, apply];
};

test('active: the window itself is long enough to become inactive', () => {
  const active = { activity: 'active', currentReplicas: 3 } as const;
  assert.deepEqual(outcome({ ...active, activitySince: seconds(60) }), [0, false]);
  assert.deepEqual(outcome({ ...active, activitySince: seconds(60) - 1 }), [1, true]);
});

test('activating: it is given up strictly after the time-out', () => {
  const activating = { activity: 'activating' } as const;
  assert.deepEqual(outcome({ ...activating, activitySince: seconds(630) }), [-1, false]);
  assert.deepEqual(outcome({ ...activating, activitySince: seconds(630) + 1 }), [0, true]);
  assert.deepEqual(
    outcome({ ...activating, desiredPods: -1, minScale: 2 }),
    [2, true],
    'the minimum is known',
  );
});

test('inactive: grace or retention, whichever is longer; a long time in the queue replaces the grace, not the retention', () => {
  assert.deepEqual(outcome({ activitySince: seconds(29) }), [0, false]);
  assert.deepEqual(outcome({ activitySince: seconds(30) }), [0, true]);
  assert.deepEqual(outcome({ activitySince: 0, proxyFor: seconds(30) }), [0, true]);
  assert.deepEqual(outcome({ activitySince: 0, proxyFor: seconds(29) }), [0, false]);
  const retained = { podRetention: seconds(20), proxyFor: seconds(99) };
  assert.deepEqual(outcome({ ...retained, activitySince: seconds(19) }), [0, false]);
  assert.deepEqual(outcome({ ...retained, activitySince: seconds(20) }), [0, true]);
  assert.deepEqual(outcome({ ...retained, activitySince: 0, unreachable: true }), [0, true]);
  assert.deepEqual(outcome({ activitySince: seconds(999), proxied: false }), [0, false]);
});

test('bounds: the minimum first, then the maximum; none of them below zero data', () => {
  assert.deepEqual(outcome({ desiredPods: 9, maxScale: 5 }), [5, true]);
  assert.deepEqual(outcome({ desiredPods: 4, minScale: 5, maxScale: 3 }), [5, true]);
  assert.deepEqual(outcome({ desiredPods: 6, minScale: 5, maxScale: 3 }), [3, true]);
  assert.deepEqual(outcome({ desiredPods: 3, minScale: 5, unreachable: true }), [3, true]);
  assert.deepEqual(outcome({ desiredPods: -1, minScale: 5 }), [-1, false]);
});

test('the initial scale holds until it was reached once', () => {
  const starting = { desiredPods: 2, initialScale: 4, initialScaleReached: false };
  assert.deepEqual(outcome(starting), [4, true]);
  assert.deepEqual(outcome({ ...starting, minScale: 6 }), [6, true]);
  assert.deepEqual(outcome({ ...starting, initialScaleReached: true }), [2, true]);
});

test('what is there already is not applied', () => {
  assert.deepEqual(outcome({ desiredPods: 3, currentReplicas: 3 }), [3, false]);
});

const outcomeOf = (want: number, ready: number, excessBurstCapacity = -1) => ({
  at: seconds(10),
  want,
  ready,
  minScale: 0,
  initialScale: 1,
  excessBurstCapacity,
});

test('a service is inactive when none is wanted, activating while too few are ready, else active', () => {
  const begun = begunStatus(1, 1, 0);
  assert.equal(begun.activity, 'active');
  assert.equal(nextStatus(begun, outcomeOf(0, 1)).activity, 'inactive');
  assert.equal(nextStatus(begun, outcomeOf(3, 0)).activity, 'activating');
  const kept = nextStatus(begun, outcomeOf(3, 1));
  assert.deepEqual([kept.activity, kept.activeAt], ['active', 0], 'and it has been so since it became so');
  assert.equal(nextStatus(begun, outcomeOf(-1, 0)).activity, 'activating');
});

test('a service without data stays inactive, and wakes when some are wanted', () => {
  const asleep = begunStatus(0, 1, 0);
  assert.equal(nextStatus(asleep, outcomeOf(-1, 5)).activity, 'inactive');
  const waking = nextStatus(asleep, outcomeOf(1, 0));
  assert.deepEqual([waking.activity, waking.activeAt], ['activating', seconds(10)]);
});

test('requests pass through the queue unless there is room for a burst', () => {
  const begun = begunStatus(1, 1, 0);
  assert.equal(nextStatus(begun, outcomeOf(2, 1, -1)).proxiedAt, 0);
  const direct = nextStatus(begun, outcomeOf(2, 1, 0));
  assert.equal(direct.proxiedAt, undefined);
  assert.equal(nextStatus(direct, outcomeOf(0, 1, 0)).proxiedAt, seconds(10));
});
