import assert from 'node:assert/strict';
import test from 'node:test';
import { checkKpa } from '../../../harness/controllers/rules/kpa-check.ts';
import {
  initialScaleOf,
  kpaDefaults,
  kpaTarget,
  panicWindowOf,
  roundTo,
  sampleSizeOf,
  smoothingOf,
  type TargetSetting,
} from '../../../harness/controllers/rules/kpa-config.ts';

const setting: TargetSetting = {
  metric: 'concurrency',
  containerConcurrency: 0,
  target: undefined,
  utilization: undefined,
  concurrencyTargetFraction: 0.7,
  concurrencyTargetDefault: 100,
  rpsTargetDefault: 200,
  rpsTargetUtilization: 0.7,
};

test('nobody aims higher than a container can take, but requests per second know no such limit', () => {
  const given = { ...setting, containerConcurrency: 10, target: 30 };
  assert.deepEqual(kpaTarget(given), { target: 7, total: 10 });
  assert.deepEqual(kpaTarget({ ...given, target: 4, utilization: 0.5 }), { target: 2, total: 4 });
  assert.deepEqual(kpaTarget({ ...given, metric: 'rps', utilization: 1 }), { target: 30, total: 30 });
  assert.equal(kpaTarget({ ...given, metric: 'rps', target: undefined }).total, 200);
});

test('a target is at least 0.01', () => {
  assert.deepEqual(kpaTarget({ ...setting, target: 0.001, utilization: 0.7 }), {
    target: 0.01,
    total: 0.001,
  });
});

test('the panic window is whole seconds, half away from zero, at least one', () => {
  assert.equal(panicWindowOf(65_000, 10), 7000);
  assert.equal(panicWindowOf(64_000, 10), 6000);
  assert.equal(panicWindowOf(6000, 1), 1000);
});

test('an initial scale of zero must be allowed', () => {
  assert.equal(initialScaleOf(0, 3, false), 3);
  assert.equal(initialScaleOf(0, 3, true), 0);
  assert.equal(initialScaleOf(undefined, 3, true), 3);
  assert.equal(initialScaleOf(5, 3, false), 5);
});

test('rounding goes away from zero at the half, on both sides, and gives no −0', () => {
  assert.equal(roundTo(0, 2.5), 3);
  assert.equal(roundTo(0, -2.5), -3);
  assert.ok(Object.is(roundTo(3, -1e-9), 0));
});

test('the sample of a large service stays small, and a negative one is empty', () => {
  assert.equal(sampleSizeOf(3), 3);
  assert.equal(sampleSizeOf(4), 4);
  assert.equal(sampleSizeOf(1000), 16);
  assert.equal(sampleSizeOf(-1), 0);
});

test('a single bucket has nearly all the weight', () => {
  assert.equal(smoothingOf(1), 0.9999);
});

test('the defaults are settings that the original accepts', () => {
  checkKpa({ ...kpaDefaults, containerConcurrency: 0 });
});
