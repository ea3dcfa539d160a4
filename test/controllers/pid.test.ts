import assert from 'node:assert/strict';
import test from 'node:test';
import { pid } from '../../harness/controllers/pid.ts';
import { pid as barePid } from '../../harness/controllers/rules/pid.ts';
import { answer, begun, observed } from './observation.ts';

test('it decides as the bare rule does, fed the queue and the containers', () => {
  const gains = { target: 2, kp: 0.3, ti: 40_000, td: 3000, maxStep: 3 };
  const adapter = begun(pid(gains));
  const bare = barePid({ ...gains, period: 10_000, kMin: 1, kMax: 12 });
  let containers = 2;
  const moves = new Set<number>();
  for (const queued of [0, 4, 11, 11, 30, 25, 9, 3, 0, 0, 0, 0, 0]) {
    const told = bare({ measured: queued, containers });
    const found = answer(adapter, observed({ queued, ready: containers }));
    assert.equal(found.containers, containers + told.delta);
    assert.equal(found.reason, `waiting ${told.reason}`);
    moves.add(told.delta);
    containers += told.delta;
  }
  assert.ok(moves.size > 3, `moves ${[...moves]}`);
});

test('containers that are still starting count: it does not ask for them again', () => {
  // Without an integral part the move answers the change of the error, and there is none.
  const adapter = begun(pid({ kp: 0.5, ti: Number.POSITIVE_INFINITY, target: 0 }));
  assert.equal(answer(adapter, observed({ queued: 8, ready: 1 })).containers, 5);
  assert.equal(answer(adapter, observed({ queued: 8, ready: 1, starting: [1, 1, 1, 1] })).containers, 5);
});

test('it never asks for less than kMin or more than kMax', () => {
  const adapter = begun(pid(), { kMin: 2, kMax: 6 });
  for (let k = 0; k < 50; k++)
    assert.ok(answer(adapter, observed({ queued: 200, ready: 6 })).containers <= 6);
  for (let k = 0; k < 50; k++) assert.ok(answer(adapter, observed({ queued: 0, ready: 2 })).containers >= 2);
});
