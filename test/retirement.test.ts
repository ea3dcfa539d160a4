import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ContainerState } from '../harness/controller.ts';
import type { Container, Retire } from '../harness/engine.ts';
import { chooseRetired } from '../harness/retirement.ts';

const container = (
  index: number,
  state: ContainerState,
  { askedAt = index, idleSince = 0 } = {},
): Container => ({
  id: `c${index}`,
  index,
  state,
  askedAt,
  idleSince,
});

const chosen = (living: readonly Container[], count: number, retire: Retire): string =>
  chooseRetired(living, count, retire)
    .map(c => c.id)
    .join(' ');

const mixed = [
  container(4, 'starting'),
  container(3, 'ready', { idleSince: 70 }),
  container(1, 'busy'),
  container(2, 'ready', { idleSince: 90 }),
];

test('oldest: by age alone, busy or not', () => {
  assert.equal(chosen(mixed, 2, 'oldest'), 'c1 c2');
});

test('oldest-idle, as in the paper: the oldest of those that do nothing, and none while all are busy', () => {
  assert.equal(chosen(mixed, 3, 'oldest-idle'), 'c2 c3');
  assert.equal(chosen([container(1, 'busy'), container(2, 'busy')], 1, 'oldest-idle'), '');
});

test('idlest: those that have cost least first: still starting, then longest idle, busy ones last', () => {
  assert.equal(chosen(mixed, 4, 'idlest'), 'c4 c3 c2 c1');
  const starting = [container(5, 'starting'), container(6, 'starting')];
  assert.equal(chosen(starting, 1, 'idlest'), 'c6');
});

test('asked at the same moment, the one asked for first is older', () => {
  const twins = [container(2, 'ready', { askedAt: 0 }), container(1, 'ready', { askedAt: 0 })];
  for (const retire of ['oldest', 'oldest-idle', 'idlest'] as const)
    assert.equal(chosen(twins, 1, retire), 'c1');
});

test('what is given is not put in another order', () => {
  const before = mixed.map(c => c.id);
  for (const retire of ['oldest', 'oldest-idle', 'idlest'] as const) chosen(mixed, 2, retire);
  assert.deepEqual(
    mixed.map(c => c.id),
    before,
  );
});
