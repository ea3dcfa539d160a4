import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  capCount,
  groupWinner,
  type NomadAction,
  preempt,
} from '../../../harness/controllers/rules/nomad-action.ts';

const up = (count: number): NomadAction => ({ direction: 'up', count });
const down = (count: number): NomadAction => ({ direction: 'down', count });
const none: NomadAction = { direction: 'none', count: 0 };

test('a count within bounds is not capped, the bounds included', () => {
  assert.deepEqual(
    [5, 7, 10].map(count => capCount(count, 5, 10).capped),
    [false, false, false],
  );
  assert.deepEqual(capCount(-3, 0, 10), { count: 0, capped: true });
});

test('up beats none beats down, whichever comes first, and the higher count wins within a direction', () => {
  assert.equal(preempt(down(9), none), none);
  assert.equal(preempt(none, down(9)), none);
  assert.deepEqual(preempt(up(1), down(9)), up(1));
  assert.deepEqual(preempt(up(1), up(2)), up(2));
  assert.deepEqual(preempt(down(4), down(3)), down(4));
});

test('of equals the first is kept', () => {
  const [a, b] = [up(2), up(2)];
  assert.equal(preempt(a, b), a);
  const other = { ...none, count: 5 };
  assert.equal(preempt(none, other), none);
});

test('within a group "none" is passed over, so that a scale-in is not blocked by a check that sees nothing', () => {
  assert.deepEqual(groupWinner([none, down(3)]), down(3));
  assert.equal(groupWinner([none, none]), none);
  assert.deepEqual(groupWinner([down(3), up(4), none]), up(4));
  assert.equal(groupWinner([]), undefined);
});
