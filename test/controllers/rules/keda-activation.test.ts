import assert from 'node:assert/strict';
import test from 'node:test';
import { seconds } from '../../../harness/clock.ts';
import { activateKeda, type KedaActivation } from '../../../harness/controllers/rules/keda-activation.ts';

const polled = (change: Partial<KedaActivation>) =>
  activateKeda({
    currentReplicas: 3,
    minReplicas: 0,
    idleReplicas: undefined,
    active: false,
    error: false,
    sinceLastActive: undefined,
    sinceCreation: seconds(1e6),
    cooldownPeriod: seconds(300),
    initialCooldownPeriod: 0,
    pauseScaleIn: false,
    pauseScaleOut: false,
    paused: false,
    forceActivation: false,
    fallbackReplicas: undefined,
    ...change,
  });

const left = (change: Partial<KedaActivation>): number => polled(change).replicas;

test('a cooldown is over strictly after it, from the last activity or from the beginning', () => {
  assert.equal(left({ sinceLastActive: seconds(300) }), 3);
  assert.equal(left({ sinceLastActive: seconds(300) + 1 }), 0);
  assert.equal(left({ sinceCreation: 0 }), 3, 'not even an initial cooldown of 0 is over at once');
  assert.equal(left({ sinceCreation: 1 }), 0);
});

test('idle: from anything above it, also from below the minimum, but not from itself', () => {
  const idle = { minReplicas: 5, idleReplicas: 1, sinceLastActive: seconds(400) };
  assert.equal(left({ ...idle, currentReplicas: 9 }), 1);
  assert.equal(left({ ...idle, currentReplicas: 2 }), 1);
  assert.equal(left({ ...idle, currentReplicas: 1 }), 1);
  assert.equal(left({ ...idle, currentReplicas: 0 }), 0, 'the minimum is not restored while it is idle');
});

test('without idle replicas an inactive target is brought up to its minimum', () => {
  assert.equal(left({ minReplicas: 5 }), 5);
  assert.equal(left({ minReplicas: 5, currentReplicas: 9 }), 9, 'the rest is the HPA’s');
});

test('active: woken from zero or from idle, else left to the HPA', () => {
  assert.deepEqual(polled({ active: true, currentReplicas: 0 }).replicas, 1);
  assert.equal(left({ active: true, currentReplicas: 0, minReplicas: 4 }), 4);
  assert.equal(left({ active: true, currentReplicas: 2, minReplicas: 4, idleReplicas: 2 }), 4);
  assert.equal(left({ active: true, currentReplicas: 2, minReplicas: 4 }), 2);
});

test('the last active time: refreshed by activity, not by a paused way out, nor while another trigger fails', () => {
  const marks = (change: Partial<KedaActivation>): boolean => polled({ active: true, ...change }).marksActive;
  assert.equal(marks({}), true);
  assert.equal(marks({ error: true }), false);
  assert.equal(marks({ error: true, currentReplicas: 0 }), true);
  assert.equal(marks({ pauseScaleOut: true }), true, 'nothing has to be woken');
  assert.equal(marks({ pauseScaleOut: true, currentReplicas: 0 }), false);
  assert.equal(marks({ paused: true }), false);
  assert.equal(marks({ active: false, forceActivation: true }), true);
});

test('an error never leads to zero, unless the fallback is zero', () => {
  const failed = { error: true, sinceLastActive: seconds(400) };
  assert.equal(left(failed), 3);
  assert.equal(left({ ...failed, fallbackReplicas: 2 }), 3);
  assert.equal(left({ ...failed, fallbackReplicas: 0 }), 0);
});
