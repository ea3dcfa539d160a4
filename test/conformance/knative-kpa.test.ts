import assert from 'node:assert/strict';
import test from 'node:test';
import { subject } from '../../harness/conformance/knative-kpa.ts';

const spec = { targetValue: 10, totalValue: 10, targetBurstCapacity: 0 };

test('what a configuration update does not name stays as it was given', () => {
  const step = subject.begin!({ config: { ...spec, maxScaleUpRate: 2 }, readyPodsAtCreation: 1 });
  const at = (atMs: number, configUpdate: Record<string, number>) =>
    step({ atMs, input: { readyPods: 3, stable: 900, panic: 10, configUpdate } }).desiredPods;
  assert.equal(at(0, { targetValue: 100 }), 6, 'the rate of 2 still limits it');
  assert.equal(at(1, { maxScaleUpRate: 1000 }), 9, 'and so does the target of 100');
});

test('without data nothing is decided and nothing changes; without pods to count there are none', () => {
  const step = subject.begin!({ config: spec, readyPodsAtCreation: 3 });
  const invalid = { valid: false, panicSinceMs: 0, maxPanicPods: 3 };
  assert.deepEqual(step({ atMs: 99_000, input: { readyPods: 3, stable: null, panic: null } }), invalid);
  const uncounted = { readyPods: null, stable: 5, panic: 5, error: 'pod-count' };
  assert.deepEqual(step({ atMs: 99_000, input: uncounted }), invalid);
  const none = step({ atMs: 99_000, input: { readyPods: null, stable: 5, panic: 5 } });
  assert.deepEqual([none.valid, none.desiredPods], [true, 1]);
});

test('unknown kinds, operations and activities are refused with what is known', () => {
  assert.throws(() => subject.answer!({ kind: 'odd' }), /Expected 'target' \| 'panicWindow'/);
  assert.throws(() => subject.begin!({ kind: 'odd', windowMs: 1 }), /'linear' \| 'weighted' \| 'maxWindow'/);
  const window = subject.begin!({ kind: 'linear', windowMs: 5000 });
  assert.throws(() => window({ op: 'median', atMs: 0 }), /'record' \| 'average' \| 'sum'/);
  const activity = { currentReplicas: 1, desiredPods: 1, activitySinceMs: 0, activity: 'odd' };
  assert.throws(() => subject.answer!(activity), /activating/);
});
