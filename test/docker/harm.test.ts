import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { brokenSum } from '../../harness/accounting.ts';
import { seconds } from '../../harness/clock.ts';
import { fixed } from '../../harness/controllers/fixed.ts';
import type { Engine, EngineFacts } from '../../harness/engine.ts';
import { docker } from '../../harness/engines/docker.ts';
import { complete, type Definition } from '../../harness/experiment.ts';
import { historyOf } from '../../harness/history.ts';
import { meanWait } from '../../harness/metrics/wait.ts';
import { plan, resolve } from '../../harness/plan.ts';
import { rng } from '../../harness/rng.ts';
import type { Trace, TraceEvent } from '../../harness/trace.ts';
import { runTrial } from '../../harness/trial.ts';
import { poisson } from '../../harness/workloads/poisson.ts';
import { engine as client, leftovers, skip } from './engine-here.ts';

/* What may befall containers while they work, done from outside, as another user of the host could. */

const study = 'test-harm';
let engine: Engine;
let facts: EngineFacts;

const harmed = (loop: Definition['loop']) =>
  complete('harm', {
    question: 'a test',
    arms: [{ controller: fixed(), kMin: 5 }],
    reference: 'fixed at 5',
    primary: meanWait,
    // Busy for a quarter of the time: 5 containers, 0.2 s a request, one every 0.15 s.
    workload: poisson({ meanGap: seconds(0.15), requests: 30, work: 200 }),
    seeds: 1,
    loop: { slot: seconds(0.5), limit: seconds(90), retries: 20, ...loop },
    settings: { paperCores: 4 },
  });

before(async () => {
  if (skip) return;
  engine = docker();
  // Nothing is measured here: half a core and 3 µs a step are near enough.
  const known = { usableCores: 2, quota: 0.5, startDelay: 500, details: { stepsPerCpuMs: 300 } };
  facts = await engine.prepare(harmed({}).settings, 1, { study, shareHost: true, known });
});
after(() => engine?.close?.());

/** Runs a trial, and once a second does something to a container of it that runs. */
async function tried(loop: Definition['loop'], act: 'kill' | 'pause'): Promise<Trace> {
  const experiment = harmed(loop);
  const planned = plan(experiment)[0]!;
  const chance = rng(`harm/${act}`);
  const ready = new Set<string>();
  const watch = (event: TraceEvent): void => {
    if (event.type === 'container.ready') ready.add(event.container);
    else if (event.type === 'container.stopping' || event.type === 'container.gone')
      ready.delete(event.container);
  };
  const strike = async (): Promise<void> => {
    // Of those that serve: one that is still starting is struck by other tests. Two are left to go on with.
    if (ready.size <= 2) return;
    const victim = [...ready][chance.int(0, ready.size - 1)]!;
    ready.delete(victim);
    const label = [`dockerawm.container=${victim}`, `dockerawm.study=${study}`];
    for (const { Id } of await client().listContainers({ filters: JSON.stringify({ label }) }))
      await client()
        .getContainer(Id)
        [act]()
        .catch(() => {}); // it was retired meanwhile
  };
  const timer = setInterval(strike, 1000);
  try {
    const arm = resolve(experiment, planned);
    return await runTrial({ experiment, planned, ...arm, engine, facts, study, watch });
  } finally {
    clearInterval(timer);
  }
}

const accounted = (trace: Trace) => {
  const { requests, containers } = historyOf(trace);
  assert.equal(brokenSum(trace), undefined);
  assert.equal(requests.length, 30);
  assert.equal(historyOf(trace).ended?.why, 'served');
  const settled = requests.filter(r => r.failed !== !Number.isNaN(r.finished)).length;
  assert.equal(settled, 30, 'every request was answered, or failed after its last try; none was lost');
  const lost = containers.filter(c => !c.expected);
  assert.ok(lost.length >= 3, `${lost.length} containers were lost`);
  return { retries: requests.reduce((sum, r) => sum + r.retries, 0), lost };
};

test('docker kill of a container every second for a whole trial: every request is accounted for, none is lost', {
  skip,
}, async t => {
  const { retries, lost } = accounted(await tried({}, 'kill'));
  assert.ok(
    lost.every(c => /exit code 137/.test(c.exit ?? '')),
    lost.map(c => c.exit).join(),
  );
  t.diagnostic(`${lost.length} containers killed, ${retries} requests served again by another`);
});

test('docker pause of a container every second: its request is given to another after the deadline', {
  skip,
}, async t => {
  // A request takes 0.2 s, more where the cores are shared; 2 s is silence, and a mistake costs one retry.
  const { retries, lost } = accounted(await tried({ deadline: seconds(2) }, 'pause'));
  assert.ok(
    lost.some(c => /gave no answer within 2 s/.test(c.exit ?? '')),
    lost.map(c => c.exit).join(),
  );
  assert.ok(retries >= 1);
  t.diagnostic(`${lost.length} containers taken for dead, ${retries} requests served again by another`);
});

test('nothing is left of either', { skip }, async () => {
  await engine.close?.();
  assert.deepEqual(await leftovers(), []);
});
