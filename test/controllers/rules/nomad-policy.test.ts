import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../../../harness/clock.ts';
import { nomadPolicy } from '../../../harness/controllers/rules/nomad-policy.ts';

const up = { action: { direction: 'up', count: 8 }, why: 'busy' } as const;
const down = { action: { direction: 'down', count: 0 }, why: 'idle' } as const;

test('a policy caps, acts and cools down, in either direction, and says so', () => {
  const policy = nomadPolicy({ min: 1, max: 5 });
  assert.deepEqual(policy(up, 2, 0), { count: 5, reason: 'busy: 2 → 5 (of 8)' });
  assert.deepEqual(policy(up, 5, seconds(10)), { count: 5, reason: 'busy: 8 is capped to the present 5' });
  assert.equal(policy(down, 5, seconds(299.5)).reason, 'idle: 5 → 1 waits for the cooldown to pass 300 s');
  assert.equal(policy(down, 5, seconds(300)).count, 5); // strictly after
  assert.deepEqual(policy(down, 5, seconds(301)), { count: 1, reason: 'idle: 5 → 1 (of 0)' });
});

test('what changes nothing begins no cooldown', () => {
  const policy = nomadPolicy({ min: 1, max: 5 });
  policy({ action: { direction: 'none', count: 0 }, why: 'calm' }, 2, 0);
  policy({ action: undefined, why: 'blind' }, 2, 1);
  assert.equal(policy(up, 2, 2).count, 5);
});

test('scaling up may cool down by itself', () => {
  const policy = nomadPolicy({ min: 1, max: 9, cooldown: seconds(300), cooldownOnScaleUp: seconds(60) });
  policy(up, 2, 0);
  assert.equal(policy(down, 8, seconds(61)).count, 1);
  assert.equal(policy(up, 1, seconds(130)).count, 1);
  assert.equal(policy(up, 1, seconds(362)).count, 8);
});
