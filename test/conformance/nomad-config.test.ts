import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answered,
  optionalFloat,
  optionalInteger,
  thresholdOptions,
} from '../../harness/conformance/nomad-config.ts';
import { subject as simple } from '../../harness/conformance/nomad-pass-through-nomad-fixed-value.ts';
import { subject as targetValue } from '../../harness/conformance/nomad-target-value.ts';
import { subject as threshold } from '../../harness/conformance/nomad-threshold.ts';

test('numbers are read as Go reads them: all of the text, or not at all', () => {
  const floats = ['1', '-1.5', '+.5', '2.', '1e3', 'Inf', '-inf'].map(x => optionalFloat({ x }, 'x'));
  assert.deepEqual(floats, [1, -1.5, 0.5, 2, 1000, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  for (const x of [' 1', '1 ', '1,5', '0.5f', 'e3', '.', '-'])
    assert.throws(() => optionalFloat({ x }, 'x'), { message: /the setting "x"/ });
  assert.deepEqual(
    ['7', '-7', '+7', '007'].map(x => optionalInteger({ x }, 'x')),
    [7, -7, 7, 7],
  );
  for (const x of ['7.0', '1e3', '', ' '].slice(0, 2)) assert.throws(() => optionalInteger({ x }, 'x'));
});

test('an empty setting is one that is not given', () => {
  assert.equal(optionalFloat({ x: '' }, 'x'), undefined);
  assert.equal(optionalInteger({}, 'x'), undefined);
});

const named = (config: Record<string, string>) =>
  answered(() => {
    thresholdOptions(config);
    return undefined;
  });

test('of several bad settings the one is named that the original looks at first', () => {
  const bad = 'x';
  const all = { upper_bound: bad, lower_bound: bad, within_bounds_trigger: bad, delta: bad };
  assert.deepEqual(named({ ...all, upper_bound: '', lower_bound: '' }), { error: 'bounds' });
  assert.deepEqual(named(all), { error: 'upper_bound' });
  assert.deepEqual(named({ ...all, upper_bound: '1' }), { error: 'lower_bound' });
  assert.deepEqual(named({ ...all, upper_bound: '1', lower_bound: '' }), { error: 'within_bounds_trigger' });
  const bounded = { lower_bound: '1' };
  assert.deepEqual(named(bounded), { error: 'action' });
  assert.deepEqual(named({ ...bounded, delta: '1', value: '1' }), { error: 'action' });
  assert.deepEqual(named({ ...bounded, delta: '1.5' }), { error: 'delta' });
  assert.deepEqual(named({ ...bounded, percentage: bad }), { error: 'percentage' });
  assert.deepEqual(named({ ...bounded, value: '-1' }), { error: 'value' });
  assert.deepEqual(named({ ...bounded, value: '0' }), { direction: null });
});

test('without a metric target-value and threshold do not look at their settings, pass-through does', () => {
  const bad = { config: { target: 'x', max_scale_up: 'x' }, metrics: [], count: 1 };
  assert.deepEqual(targetValue.answer?.({ kind: 'run', ...bad }), { direction: null });
  assert.deepEqual(threshold.answer?.(bad), { direction: null });
  assert.deepEqual(simple.answer?.({ kind: 'pass-through', ...bad }), { error: 'max_scale_up' });
});

test('a target that is missing is named like one that cannot be read', () => {
  const asked = { kind: 'run', config: {}, metrics: [13], count: 1 };
  assert.deepEqual(targetValue.answer?.(asked), { error: 'target' });
});
