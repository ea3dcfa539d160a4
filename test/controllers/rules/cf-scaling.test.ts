import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../../../harness/clock.ts';
import {
  breached,
  type CfScaling,
  cfScale,
  newInstances,
} from '../../../harness/controllers/rules/cf-scaling.ts';

test('a percentage is rounded half up and moves by one at least', () => {
  assert.deepEqual(
    ['10%', '-10%', '-25%', '50%', '0%', '-250%'].map(by => newInstances(3, by)),
    [4, 2, 2, 5, 3, -4],
  );
  assert.equal(newInstances(10, '-25%'), 8); // 7.5 + 0.5
});

test('a step adds, and what cannot be read is neither', () => {
  assert.deepEqual(
    ['+2', '-2', '0', '2'].map(by => newInstances(3, by)),
    [5, 1, 3, 5],
  );
  for (const wrong of ['#1', '10.5a%', '1.5', '', '%', ' 1', '1 ', 'ten%'])
    assert.equal(newInstances(3, wrong), undefined);
});

test('percentages are read as 32-bit numbers, as there', () => {
  // 33.3 as a float is 33.2999992: 150 × 1.333 + 0.5 = 200.45, no difference; 45 × 1.1 + 0.5 = 50 in doubles.
  assert.equal(newInstances(150, '33.3%'), 200);
  assert.equal(Math.trunc(10 * (1 + 0.15) + 0.5), 12);
  assert.equal(newInstances(500, '0.1%'), Math.trunc(500 * (1 + Math.fround(0.1) / 100) + 0.5));
});

const above = { operator: '>', threshold: 500, breachDuration: seconds(30) } as const;
const samples = (...given: [age: number, value: number | null][]) =>
  given.map(([age, value]) => ({ age, value }));

test('the far edge of the breach duration is inside it, and does not count as history', () => {
  assert.equal(breached(above, samples([30_000, 600], [0, 600])), false);
  assert.equal(breached(above, samples([30_001, 0], [30_000, 600], [0, 600])), true);
  assert.equal(breached(above, samples([30_001, 600], [30_000, 500], [0, 600])), false);
});

test('no sample in the breach duration is no breach, and neither is an empty one', () => {
  assert.equal(breached(above, []), false);
  assert.equal(breached(above, samples([40_000, 600])), false);
  assert.equal(breached(above, samples([40_000, 600], [10_000, null], [0, 600])), false);
});

test('the edge of the threshold is met only by the operators that have it', () => {
  const at = (operator: '>' | '>=' | '<' | '<='): boolean =>
    breached({ ...above, operator }, samples([40_000, 0], [0, 500]));
  assert.deepEqual((['>', '>=', '<', '<='] as const).map(at), [false, true, false, true]);
});

const asked: CfScaling = {
  instances: 2,
  adjustment: '+1',
  cooldown: seconds(30),
  bounds: { min: 1, max: 6 },
  cooldownLeft: undefined,
  started: true,
  disabled: false,
};

test('a running cooldown ignores the breach and is reported; at its end scaling is allowed', () => {
  const { status, change, cooldownLeft } = cfScale({ ...asked, cooldownLeft: 1 });
  assert.deepEqual([status, change, cooldownLeft], ['ignored', 0, 1]);
  assert.equal(cfScale({ ...asked, cooldownLeft: 0 }).instances, 3);
});

test('a cooldown that is not given is 300 s', () => {
  assert.equal(cfScale({ ...asked, cooldown: 0 }).cooldownLeft, seconds(300));
});

test('what changes nothing begins no cooldown, and what cannot be read fails', () => {
  const full = cfScale({ ...asked, instances: 6 });
  assert.deepEqual([full.status, full.cooldownLeft], ['ignored', undefined]);
  const bad = cfScale({ ...asked, adjustment: 'more' });
  assert.deepEqual(
    [bad.status, bad.instances, bad.reason],
    ['failed', 2, 'the adjustment "more" cannot be read'],
  );
});
