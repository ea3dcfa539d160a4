import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simulated } from '../harness/engines/simulated.ts';
import { plan, resolve } from '../harness/plan.ts';
import { runTrial } from '../harness/trial.ts';
import { rowOf } from '../harness/trial-row.ts';
import { batches } from '../harness/workloads/batches.ts';
import { oneArm, tried } from './simulated-trial.ts';

test('a trial whose containers never come says that it waits for them, instead of never ending', async () => {
  const experiment = oneArm();
  const real = simulated();
  // It takes the order and never delivers.
  const silent = {
    ...real,
    open: (...args: Parameters<typeof real.open>) => {
      const cluster = real.open(...args);
      const asked = { id: 'c1', index: 1, state: 'starting' as const, askedAt: 0, idleSince: 0 };
      return { ...cluster, scale: () => {}, containers: () => [asked] };
    },
  };
  const facts = await real.prepare(experiment.settings, 1);
  const planned = plan(experiment)[0]!;
  const where = { experiment, planned, ...resolve(experiment, planned), facts, study: 'test' };
  await assert.rejects(
    runTrial({ ...where, engine: silent }),
    /^Error: The trial can never end: nothing is left to happen after 0\.0 s, and it still waits for its first containers to be ready\.$/,
  );
});

test('a trial that is cut at its limit says how many requests it still waited for, and where they are', async () => {
  const workload = batches(
    [
      { at: 0, requests: 3 },
      { at: 90_000, requests: 2 },
    ],
    { work: 1000 },
  );
  const experiment = oneArm({ workload, loop: { limit: 1500 } });
  const row = rowOf(plan(experiment)[0]!, await tried(experiment), []);
  assert.equal(row.state, 'cut');
  assert.equal(row.why, 'cut at its limit, waiting for 4 of 5 requests (1 queued, 1 running, 2 to come)');
});
