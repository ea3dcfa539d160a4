import assert from 'node:assert/strict';
import test from 'node:test';
import { seconds } from '../../../harness/clock.ts';
import {
  decideKpa,
  type KpaSight,
  type KpaSpec,
  type KpaState,
  startedKpa,
} from '../../../harness/controllers/rules/kpa-decide.ts';

const spec: KpaSpec = {
  targetValue: 1,
  totalValue: 1,
  targetBurstCapacity: 0,
  panicThreshold: 2,
  maxScaleUpRate: 1000,
  maxScaleDownRate: 2,
  stableWindow: seconds(60),
  scaleDownDelay: 0,
  tick: seconds(2),
  reachable: true,
  activationScale: 1,
};

const calm = startedKpa(1, 0);

const decide = (seen: Partial<KpaSight>, change: Partial<KpaSpec> = {}, state: KpaState = calm) =>
  decideKpa({ at: 0, readyPods: 4, stable: 4, panic: 4, ...seen }, { ...spec, ...change }, state);

test('the threshold itself is panic, a hair less is not', () => {
  assert.equal(decide({ panic: 8 }).state.panicSince, 0);
  assert.equal(decide({ panic: 7 }).state.panicSince, null);
  // Whole pods are compared, before any limit: 7.01 needs eight.
  assert.equal(decide({ panic: 7.01 }, { maxScaleUpRate: 1.1 }).state.panicSince, 0);
});

test('the rates bound each window’s wish, from one pod at least', () => {
  assert.equal(decide({ stable: 100, panic: 1 }, { maxScaleUpRate: 1.5 }).desiredPods, 6);
  assert.equal(decide({ stable: 0, panic: 0, readyPods: 5 }).desiredPods, 2);
  assert.equal(decide({ stable: 0, panic: 0, readyPods: 5 }, { reachable: false }).desiredPods, 0);
  assert.equal(decide({ stable: 7, panic: 1, readyPods: 0 }, { maxScaleUpRate: 3 }).desiredPods, 3);
});

test('the activation scale lifts any demand, above the rate limit too, but not none', () => {
  const change = { activationScale: 9, maxScaleUpRate: 1.5 };
  assert.equal(decide({ stable: 0.01, panic: 0 }, change).desiredPods, 9);
  assert.equal(decide({ stable: 0, panic: 0 }, change).desiredPods, 2);
  assert.equal(decide({ stable: 1, panic: 1, readyPods: 1 }, { activationScale: 1 }).desiredPods, 1);
  const panicking = decide({ stable: 0, panic: 1, readyPods: 1 }, { activationScale: 5, panicThreshold: 1 });
  assert.equal(panicking.desiredPods, 5);
});

test('in panic the highest stays, and it grows only', () => {
  const up = decide({ at: 0, panic: 20, stable: 5 });
  assert.equal(up.desiredPods, 20);
  const lower = decide({ at: seconds(30), readyPods: 20, stable: 6, panic: 3 }, {}, up.state);
  assert.equal(lower.desiredPods, 20);
  const higher = decide({ at: seconds(40), readyPods: 20, stable: 25, panic: 3 }, {}, lower.state);
  assert.equal(higher.desiredPods, 25, 'also when it is the stable window that asks for more');
});

test('a state before is not changed', () => {
  const state: KpaState = { panicSince: 0, maxPanicPods: 5, delayed: [{ index: 0, value: 5 }] };
  const before = structuredClone(state);
  decide({ at: seconds(100), stable: 9, panic: 9 }, { scaleDownDelay: seconds(10) }, state);
  assert.deepEqual(state, before);
});

test('the delay holds what was decided in its window; unreachable, nothing is held nor remembered', () => {
  const change = { scaleDownDelay: seconds(10) };
  const high = decide({ stable: 8, panic: 1 }, change);
  assert.equal(decide({ at: seconds(8), stable: 3, panic: 1 }, change, high.state).desiredPods, 8);
  assert.equal(decide({ at: seconds(10), stable: 3, panic: 1 }, change, high.state).desiredPods, 3);
  const gone = { ...change, reachable: false };
  const low = decide({ at: seconds(2), stable: 3, panic: 1 }, gone, high.state);
  assert.equal(low.desiredPods, 3);
  assert.deepEqual(low.state.delayed, high.state.delayed);
});

test('room for a burst: of the pods that are really there', () => {
  const change = { targetBurstCapacity: 10, totalValue: 5 };
  assert.equal(decide({ readyPods: 4, panic: 2.5 }, change).excessBurstCapacity, 7);
  assert.equal(decide({ readyPods: 0, panic: 2.5 }, change).excessBurstCapacity, -13);
  assert.equal(decide({}, { targetBurstCapacity: -1 }).excessBurstCapacity, -1);
});

test('every decision says why', () => {
  assert.equal(
    decide({ stable: 5.678, panic: 4 }).why,
    '5.68 on average, 4 of late, target 1, 4 ready; calm: 6 needed',
  );
  assert.equal(
    decide({ stable: 0, panic: 0 }).why,
    '0 on average, 0 of late, target 1, 4 ready; calm: 0 needed → 2',
  );
  const held = decide({ stable: 9, panic: 1 }, { scaleDownDelay: seconds(10) }).state;
  assert.match(
    decide({ stable: 2, panic: 1 }, { scaleDownDelay: seconds(10) }, held).why,
    /delay holds it at 9$/,
  );
});
