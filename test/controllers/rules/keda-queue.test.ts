import assert from 'node:assert/strict';
import test from 'node:test';
import { readWithFallback, type TriggerReading } from '../../../harness/controllers/rules/keda-fallback.ts';
import { formulaValue } from '../../../harness/controllers/rules/keda-formula.ts';
import {
  type QueueSight,
  queueIsActive,
  queueReplicas,
} from '../../../harness/controllers/rules/keda-queue.ts';

const replicas = (change: Partial<QueueSight>): number =>
  queueReplicas({
    queueLength: 0,
    targetPerReplica: 5,
    activationThreshold: 0,
    currentReplicas: 4,
    minReplicas: 0,
    maxReplicas: 10,
    tolerance: { scaleUp: 0.1, scaleDown: 0.1 },
    ...change,
  });

test('active is strictly more than the threshold', () => {
  assert.equal(queueIsActive(0, 0), false);
  assert.equal(queueIsActive(0.5, 0), true);
});

test('both edges of the tolerance hold', () => {
  assert.equal(replicas({ queueLength: 18 }), 4);
  assert.equal(replicas({ queueLength: 17.9 }), 4, 'below it ceil(3.58) is four again');
  assert.equal(replicas({ queueLength: 15, currentReplicas: 4 }), 3);
  assert.equal(replicas({ queueLength: 22 }), 4);
  assert.equal(replicas({ queueLength: 22.1 }), 5);
});

test('bounds: never below one while there are some, at most the maximum, at zero what the queue asks for', () => {
  assert.equal(replicas({ queueLength: 1000 }), 10);
  assert.equal(replicas({ minReplicas: 3 }), 3);
  assert.equal(replicas({}), 1);
  assert.equal(replicas({ currentReplicas: 0 }), 0);
  assert.equal(replicas({ currentReplicas: 0, queueLength: 1000 }), 10);
});

const failing: TriggerReading = {
  value: undefined,
  target: 4,
  failuresBefore: 3,
  fallback: { failureThreshold: 3, replicas: 10, behavior: 'static' },
  currentReplicas: 6,
};

test('a fallback begins strictly after its threshold; a threshold of 0 with the first failure', () => {
  assert.deepEqual(readWithFallback(failing), { value: 40, failures: 4 });
  assert.deepEqual(readWithFallback({ ...failing, failuresBefore: 2 }), { value: undefined, failures: 3 });
  const atOnce: TriggerReading = {
    ...failing,
    failuresBefore: 0,
    fallback: { failureThreshold: 0, replicas: 10, behavior: 'currentReplicasIfHigher' },
  };
  assert.deepEqual(readWithFallback(atOnce), { value: 40, failures: 1 });
  assert.deepEqual(readWithFallback({ ...atOnce, currentReplicas: 12 }), { value: 48, failures: 1 });
});

test('without a valid fallback a failure is an error, and nothing is counted; so it is where replicas cannot be', () => {
  assert.deepEqual(readWithFallback({ ...failing, fallback: undefined }), { value: undefined, failures: 3 });
  const invalid = { failureThreshold: 3, replicas: -1, behavior: 'static' } as const;
  assert.deepEqual(readWithFallback({ ...failing, fallback: invalid }), { value: undefined, failures: 3 });
  const current = { failureThreshold: 3, replicas: 1, behavior: 'currentReplicas' } as const;
  const uncounted = { ...failing, fallback: current, currentReplicas: undefined };
  assert.deepEqual(readWithFallback(uncounted), { value: undefined, failures: 4 });
});

test('a formula is a sum of metrics and numbers; anything else is refused in a sentence', () => {
  const metrics = new Map([
    ['a', 2],
    ['b', 0.5],
  ]);
  assert.equal(formulaValue('a + b+a + 1.5', metrics), 6);
  assert.throws(() => formulaValue('a * b', metrics), {
    message: 'The formula "a * b" must be a sum of metrics or numbers; "a * b" is neither (known: a, b).',
  });
  assert.throws(() => formulaValue('a +', metrics), /"" is neither/);
});
