import assert from 'node:assert/strict';
import test from 'node:test';
import { mpc } from '../../harness/controllers/mpc.ts';
import { mpc as bareMpc } from '../../harness/controllers/rules/mpc.ts';
import { answer, begun, observed } from './observation.ts';

/** Busy seconds and finished requests that leave the estimated service time where it is. */
const served = (requests: number, service: number) => ({
  finished: requests,
  perSecond: Array.from({ length: 10 }, () => ({ running: (requests * service) / 10_000 })),
});

test('it decides as the bare rule does with exact signals: queue, containers, those under way, level of arrivals', () => {
  const bare = bareMpc({ beta: 2, kMin: 1, kMax: 12, deadPeriods: 3, horizon: 23, price: 0.53 });
  const adapter = begun(mpc({ price: 0.53, levelPole: 0, serviceTime: 5000 }), { startDelay: 30_000 });
  const decided = new Set<number>();
  for (const [queue, ready, left, arrived] of [
    [0, 2, [], 4],
    [40, 2, [], 12],
    [40, 2, [10_000, 20_000, 20_000], 12],
    [9, 6, [20_000], 3],
    [0, 9, [], 0],
  ] as const) {
    const coming = [0, 0, 0];
    for (const ms of left) coming[ms / 10_000]!++;
    const told = bare({ waiting: queue, containers: ready, coming, forecast: arrived });
    const found = answer(
      adapter,
      observed({
        queued: queue,
        ready,
        starting: left.map(ms => 30_000 - ms),
        arrived,
        // Nothing has finished and nothing ran, so the service time is exactly what it was taken to be.
      }),
    );
    assert.equal(found.containers, ready + left.length + told.delta);
    assert.equal(found.reason, told.reason);
    decided.add(told.delta);
  }
  assert.ok(decided.size > 2, 'and there was something to decide');
});

test('the forecast is the smoothed level of arrivals', () => {
  const adapter = begun(mpc({ levelPole: 0.7, horizon: 10, serviceTime: 5000 }));
  const bare = bareMpc({ beta: 2, kMin: 1, kMax: 12, horizon: 10 });
  const seen = { ready: 2, queued: 3, ...served(4, 5000) };
  answer(adapter, observed({ ...seen, arrived: 10 }));
  const second = answer(adapter, observed({ ...seen, arrived: 20 }));
  assert.equal(second.reason, bare({ waiting: 3, containers: 2, forecast: 0.7 * 10 + 0.3 * 20 }).reason);
});

test('when requests turn out longer, the same queue wants more containers', () => {
  const wanted = (service: number): number => {
    const adapter = begun(mpc({ serviceTime: 5000 }));
    for (let k = 0; k < 30; k++) answer(adapter, observed({ ready: 4, arrived: 4, ...served(4, service) }));
    return answer(adapter, observed({ queued: 10, ready: 4, arrived: 4, ...served(4, service) })).containers;
  };
  assert.ok(wanted(20_000) > wanted(5000), `${wanted(20_000)} against ${wanted(5000)}`);
});

test('with all in the system as its backlog, requests in service count as those that wait', () => {
  const wanted = (backlog: 'waiting' | 'in-system', queued: number, running: number): number =>
    answer(begun(mpc({ backlog, serviceTime: 5000 })), observed({ queued, running, ready: 4 })).containers;
  assert.equal(wanted('in-system', 0, 12), wanted('waiting', 12, 0));
  assert.ok(wanted('in-system', 0, 12) > wanted('waiting', 0, 12));
});
