import assert from 'node:assert/strict';
import test from 'node:test';
import { erlangC } from '../../harness/controllers/erlang-c.ts';
import { leastContainers } from '../../harness/controllers/rules/erlang.ts';
import { answer, begun, observed } from './observation.ts';

test('it decides as the formula does with the exact rate and service time', () => {
  for (const [perMinute, service] of [
    [6, 5000],
    [60, 5000],
    [60, 9000],
    [600, 900],
  ] as const) {
    const adapter = begun(erlangC({ targetWait: 2000, window: 60_000, serviceTime: service }));
    const arrived = perMinute / 60;
    const seconds = Array.from({ length: 60 }, () => ({ arrived, running: arrived * (service / 1000) }));
    const found = answer(adapter, observed({ ready: 1, finished: perMinute, perSecond: seconds }));
    const exact = leastContainers({
      arrivalRate: perMinute / 60_000,
      serviceTime: service,
      targetWait: 2000,
      kMin: 1,
      kMax: 12,
    });
    assert.equal(found.containers, exact.containers);
    assert.equal(found.reason, exact.reason);
  }
});

test('the published case: 20 erlang want 24 containers for a mean wait of a tenth of a service', () => {
  // Erlang C of 24 servers at 20 erlang is 0.2981, so the wait is 0.2981/4 = 0.0745 services; with 23 it is 0.1360.
  const adapter = begun(erlangC({ targetWait: 1000, serviceTime: 10_000 }), { kMax: 60 });
  const seconds = Array.from({ length: 60 }, () => ({ arrived: 2, running: 20 }));
  assert.equal(answer(adapter, observed({ finished: 120, perSecond: seconds })).containers, 24);
});

test('its known flaw: a queue that is there already does not move it', () => {
  const decided = (queued: number): number =>
    answer(
      begun(erlangC({ serviceTime: 5000 })),
      observed({ queued, finished: 10, perSecond: Array(10).fill({ arrived: 1, running: 5 }) }),
    ).containers;
  assert.equal(decided(0), decided(500));
});
