import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenSum } from '../harness/accounting.ts';
import { seconds } from '../harness/clock.ts';
import type { ControllerFactory, Decision, Observation } from '../harness/controller.ts';
import { historyOf } from '../harness/history.ts';
import { ideal } from '../harness/profile.ts';
import { batches } from '../harness/workloads/batches.ts';
import { oneArm, tried } from './simulated-trial.ts';

const deciding = (
  decide: (seen: Observation) => Decision,
  extra: Partial<ControllerFactory> = {},
): ControllerFactory => ({
  name: 'scripted',
  create: () => ({ decide }),
  ...extra,
});
const hold = (containers: number): Decision => ({ containers, reason: 'as the test says' });

test('when-free: the second of two requests waits for the one container until it is free', async () => {
  const { requests } = historyOf(await tried(oneArm()));
  assert.deepEqual(
    requests.map(r => [r.dispatched, r.finished]),
    [
      [0, 1000],
      [1000, 2000],
    ],
  );
});

test('each-slot: a request waits for the end of the slot even if a container is free', async () => {
  const experiment = oneArm({ loop: { dispatch: 'each-slot', slot: 700, firstSlot: 300 } });
  const { requests } = historyOf(await tried(experiment));
  // First slot 300 ms; then 700 each: 300, 1000, 1700. The first is done at 1300, so the second goes at 1700.
  assert.deepEqual(
    requests.map(r => r.dispatched),
    [300, 1700],
  );
});

test('the time a controller takes lengthens its slots, but not those of a passive one', async () => {
  const slots = async (passive: boolean): Promise<number[]> => {
    const loop = { slot: 500, controllerCost: 100 };
    const controller = deciding(() => hold(1), { passive });
    return historyOf(await tried(oneArm({ loop }, { controller })))
      .slots.map(s => s.at)
      .slice(0, 3);
  };
  assert.deepEqual(await slots(false), [0, 600, 1200]);
  assert.deepEqual(await slots(true), [0, 500, 1000]);
});

test('under a time scale everything but starts and stops is shortened alike', async () => {
  const { requests } = historyOf(await tried(oneArm({ timeScale: 0.1 })));
  assert.deepEqual(
    requests.map(r => r.finished),
    [100, 200],
  );
});

test('busy containers share the cores, so more containers than cores buy nothing', async () => {
  const burst = batches([{ at: 0, requests: 8 }], { work: 1000 });
  const end = async (kMin: number): Promise<number> =>
    Math.max(...historyOf(await tried(oneArm({ workload: burst }, { kMin }))).requests.map(r => r.finished));
  assert.equal(await end(4), 2000);
  assert.equal(await end(8), 2000);
});

test('the first containers are as old as the experiment asks when the load begins', async () => {
  const ages: number[] = [];
  const controller = deciding(seen => {
    ages.push(...seen.containers.map(c => c.age));
    return hold(1);
  });
  await tried(oneArm({ loop: { initialAge: seconds(12) } }, { controller }));
  assert.equal(ages[0], 12_000);
});

test('a new container comes after its start delay, and a surplus one goes', async () => {
  const controller = deciding(seen => hold(seen.at < 1500 ? 2 : 1));
  const workload = batches([{ at: 0, requests: 4 }], { work: 1000 });
  const settings = { profile: ideal(4, 250) };
  const { containers } = historyOf(await tried(oneArm({ workload, settings }, { controller })));
  const second = containers[1]!;
  assert.equal(second.ready - second.starting, 250);
  assert.ok(second.gone > 2000 || containers[0]!.gone > 2000);
  assert.ok(containers.every(c => c.expected && !Number.isNaN(c.gone)));
});

test('bounds are applied in one place, and both what was wanted and what was applied are kept', async () => {
  const controller = deciding(seen => hold(seen.at === 0 ? 99 : -5));
  const { decisions } = historyOf(await tried(oneArm({ kMax: 3 }, { controller })));
  assert.deepEqual(
    decisions.slice(0, 2).map(d => [d.wanted, d.applied]),
    [
      [99, 3],
      [-5, 1],
    ],
  );
});

test('a trial that is not done by its limit is cut, and says so', async () => {
  const trace = await tried(oneArm({ loop: { limit: 1500 } }));
  assert.equal(historyOf(trace).ended?.why, 'limit');
  assert.equal(brokenSum(trace), undefined);
});

test('a controller that throws or answers garbage fails its trial with a sentence', async () => {
  const throws = deciding(() => {
    throw new Error('Controller broken: it has no idea.');
  });
  await assert.rejects(tried(oneArm({}, { controller: throws })), /it has no idea/);
  const garbage = deciding(() => ({ containers: Number.NaN, reason: 'x' }));
  await assert.rejects(
    tried(oneArm({}, { controller: garbage })),
    /Controller scripted: expected a decision/,
  );
});

test('a request whose container dies is tried again elsewhere, and its wait keeps counting', async () => {
  const experiment = oneArm({ faults: [{ at: 500, kind: 'kill-container', share: 1 }], loop: { slot: 100 } });
  const trace = await tried(experiment);
  const { requests, containers } = historyOf(trace);
  assert.equal(requests[0]!.retries, 1);
  assert.equal(requests[0]!.dispatched, 0);
  assert.ok(requests.every(r => r.finished > 0));
  assert.equal(containers.filter(c => !c.expected).length, 1);
  assert.equal(brokenSum(trace), undefined);
});

test('a paused container is given up at the deadline', async () => {
  const experiment = oneArm({
    faults: [{ at: 500, kind: 'pause-container', share: 1, lasting: seconds(50) }],
    loop: { slot: 100, deadline: seconds(3) },
  });
  const { requests } = historyOf(await tried(experiment));
  assert.equal(requests[0]!.retries, 1);
  assert.ok(requests[0]!.finished < 5000);
});

test('a rule with a rhythm of its own decides in that rhythm', async () => {
  const at: number[] = [];
  const controller = deciding(
    seen => {
      at.push(seen.at);
      return hold(1);
    },
    { period: 400 },
  );
  await tried(oneArm({}, { controller }));
  assert.deepEqual(at.slice(0, 3), [0, 400, 800]);
});

test('buckets are time-weighted means of whole paper seconds', async () => {
  const buckets: number[][] = [];
  const controller = deciding(seen => {
    buckets.push(...seen.buckets.map(b => [b.queued, b.running, b.arrived]));
    return hold(1);
  });
  await tried(oneArm({ timeScale: 0.5 }, { controller }));
  // Two requests of a second each on one container: one waits and one runs, then one runs.
  assert.deepEqual(buckets[0], [1, 1, 2]);
});

test('stopping a study ends its trial with everything removed', async () => {
  const stop = new AbortController();
  stop.abort(new Error('stopped by the test'));
  await assert.rejects(tried(oneArm(), stop.signal), /stopped by the test/);
});

test('observations that are dropped leave the last decision standing', async () => {
  const experiment = oneArm({ observe: { drop: 1 } }, { controller: deciding(() => hold(3)) });
  const { decisions } = historyOf(await tried(experiment));
  assert.ok(decisions.every(d => d.applied === 1 && d.reason.includes('no observation')));
});

test('an arm that sees nothing keeps its size when the first observation is dropped', async () => {
  const { decisions } = historyOf(await tried(oneArm({ observe: { drop: 1 } }, { kMin: 3 })));
  assert.ok(decisions.length > 0 && decisions.every(d => d.applied === 3));
});

test('a repeated trial is equal to the byte', async () => {
  const text = async (): Promise<string> => {
    const trace = await tried(
      oneArm({ workload: batches([{ at: 0, requests: 50 }], { work: 777 }) }, { kMin: 3 }),
    );
    return [trace.header, ...trace.events].map(line => JSON.stringify(line)).join('\n');
  };
  assert.equal(await text(), await text());
});
