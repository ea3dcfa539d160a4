import assert from 'node:assert/strict';
import test from 'node:test';
import { subject } from '../../harness/conformance/keda.ts';

const answer = subject.answer!;

test('what KEDA leaves out has its defaults', () => {
  const activation = { kind: 'activation', currentReplicas: 3, active: false, sinceCreationMs: 1e9 };
  assert.deepEqual(answer({ ...activation, sinceLastActiveMs: 300_000 }), {
    replicas: 3,
    marksActive: false,
  });
  assert.deepEqual(answer({ ...activation, sinceLastActiveMs: 300_001 }), {
    replicas: 0,
    marksActive: false,
  });
  const queue = { kind: 'queueDesired', queueLength: 1000, targetPerReplica: 5, currentReplicas: 4 };
  assert.deepEqual(answer(queue), { active: true, metricReplicas: 100 });
});

test('a job decision also tells how many jobs are made of it', () => {
  const jobs = { kind: 'jobDecision', running: 4, pending: 0, scaleTo: 9, maxScale: 9, minReplicas: 1 };
  assert.deepEqual(answer(jobs), { maxScale: 6, scaleTo: 9, created: 6 });
});

test('unknown kinds, behaviors and calculations are refused with what is known', () => {
  assert.throws(() => answer({ kind: 'odd' }), /Expected 'queueDesired' \| 'activation'/);
  const fallback = { failureThreshold: 3, replicas: 1, behavior: 'odd' };
  assert.throws(
    () => answer({ kind: 'fallback', value: null, target: 1, fallback }),
    /currentReplicasIfHigher/,
  );
  const state = { kind: 'jobState', triggers: [], calculation: 'odd' };
  assert.throws(() => answer(state), /calculation/);
});
