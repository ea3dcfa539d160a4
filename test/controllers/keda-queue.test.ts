import assert from 'node:assert/strict';
import test from 'node:test';
import { seconds } from '../../harness/clock.ts';
import type { Controller } from '../../harness/controller.ts';
import { controller, docs, kedaQueue } from '../../harness/controllers/keda-queue.ts';
import { hpaOptions } from '../../harness/controllers/rules/hpa-options.ts';
import {
  begunKeda,
  type KedaSettings,
  reconcileKeda,
} from '../../harness/controllers/rules/keda-reconcile.ts';
import { rng } from '../../harness/rng.ts';
import { decisionsAtScales } from './decisions-at-scales.ts';
import { answer, begun, observed } from './observation.ts';

test('it decides as the bare rule does: the queue every 15 s for the HPA, every 30 s for the executor', () => {
  for (const kMin of [0, 1, 3]) {
    const chance = rng('keda').fork(kMin);
    const adapter = begun(kedaQueue(), { kMin, kMax: 20 });
    const settings: KedaSettings = {
      targetPerReplica: 5,
      activationThreshold: 0,
      minReplicas: kMin,
      maxReplicas: 20,
      idleReplicas: undefined,
      cooldownPeriod: seconds(300),
      initialCooldownPeriod: 0,
      hpa: hpaOptions({ minReplicas: Math.max(1, kMin), maxReplicas: 20 }),
    };
    let memory = begunKeda(kMin);
    const counts = new Set<number>();
    for (let look = 0; look < 200; look++) {
      const at = seconds(15 * look);
      const queued = look % 100 < 30 ? chance.int(0, 80) : 0;
      const running = Math.min(queued, memory.replicas);
      const observedNow = memory.replicas;
      const due = { poll: look % 2 === 0, sync: true };
      const bare = reconcileKeda(
        { at, queueLength: queued + running, observed: observedNow, ...due },
        settings,
        memory,
      );
      const found = answer(adapter, observed({ at, queued, running, ready: observedNow }));
      assert.deepEqual(
        found,
        { containers: bare.replicas, reason: bare.reason },
        `kMin ${kMin}, at ${at} ms`,
      );
      memory = bare.memory;
      counts.add(bare.replicas);
    }
    assert.ok(counts.has(kMin) && counts.size > 4, `the load moves it: ${[...counts]}`);
  }
});

/** What it decides every 15 s for these queues, all containers ready at once. */
const drive = (adapter: Controller, queues: readonly number[], first: number) => {
  let ready = first;
  return queues.map((queued, look) => {
    const found = answer(adapter, observed({ at: seconds(15 * look), queued, ready }));
    ready = found.containers;
    return found;
  });
};

test('from zero the executor wakes one, at its next poll; the HPA does the rest at its next sync', () => {
  const found = drive(begun(kedaQueue(), { kMin: 0, kMax: 20 }), [0, 18, 18, 18, 38], 0);
  assert.deepEqual(
    found.map(one => one.containers),
    // 18 / 5 → 4; 38 / 5 → 8, which is what a sync may double to.
    [0, 0, 1, 4, 8],
  );
  assert.deepEqual(
    found.map(one => one.reason),
    [
      'queue of 0, inactive: stays at 0',
      'queue of 18: asleep until the next poll',
      'queue of 18, active: woken: 0 → 1',
      '18 in all, target 5 per container: 1 → 4',
      '38 in all, target 5 per container: 4 → 8',
    ],
  );
});

test('drained, the HPA holds five minutes, then leaves one; the last goes when the cooldown is strictly over', () => {
  const queues = [50, 50, 50, ...Array(60).fill(0)];
  const found = drive(begun(kedaQueue(), { kMin: 0, kMax: 20 }), queues, 0);
  const counts = found.map(one => one.containers);
  // Active for the last time at the poll of 30 s. What was asked for then, 10, counts until 330 s, and lifts it even now
  // that the queue is empty: the HPA takes the largest recommendation of five minutes, not the last.
  assert.deepEqual(counts.slice(0, 4), [1, 4, 8, 10]);
  const gone = counts.indexOf(0);
  assert.equal(15 * gone, 360);
  assert.ok(counts.slice(3, 23).every(count => count === 10));
  assert.match(found[gone]!.reason, /inactive for 330 s, cooldown 300 s: put to sleep: 1 → 0/);
  assert.match(found[gone - 2]!.reason, /recent recommendations hold it|0 in all/);
});

test('the activation threshold decides who wakes it, not how many it gets', () => {
  const options = { activationThreshold: 10 };
  assert.deepEqual(
    drive(begun(kedaQueue(options), { kMin: 0, kMax: 20 }), [10, 10, 11, 10], 0).map(one => one.containers),
    [0, 0, 1, 2],
  );
});

test('idle replicas: fewer than the minimum while nothing comes', () => {
  const queues = [0, 0, 0, 6, 6, 6];
  const counts = drive(begun(kedaQueue({ idleReplicas: 1 }), { kMin: 3, kMax: 20 }), queues, 3).map(
    one => one.containers,
  );
  // Never active and no initial cooldown: the first poll strictly after the start puts it to sleep; a poll wakes it.
  assert.equal(counts[2], 1);
  assert.equal(counts[4], 3);
});

test('requests in service count as in the queue unless it is told otherwise', () => {
  const seen = observed({ at: 0, queued: 0, running: 12, ready: 1 });
  assert.equal(answer(begun(kedaQueue(), { kMin: 1 }), seen).containers, 3);
  assert.equal(answer(begun(kedaQueue({ inFlight: false }), { kMin: 1 }), seen).containers, 1);
});

test('decisions that are a little late or early keep the rhythm of the polls', () => {
  const adapter = begun(kedaQueue(), { kMin: 0, kMax: 20 });
  const at = (ms: number) => answer(adapter, observed({ at: ms, queued: 1, ready: 0 })).containers;
  assert.equal(answer(adapter, observed({ at: 80, ready: 0 })).containers, 0);
  assert.equal(at(15_000), 0);
  assert.equal(at(30_002), 1);
});

test('a target that is no number of requests is refused in a sentence', () => {
  assert.throws(() => kedaQueue({ targetPerReplica: 0 }), {
    message: 'Controller keda-queue: expected targetPerReplica above 0, found 0; change that option.',
  });
  assert.throws(() => kedaQueue({ pollingInterval: 0 }), /pollingInterval above 0/);
});

test('in whole trials it decides the same at any time scale, every 15 paper seconds, also from zero', async () => {
  const [paper, ...others] = await decisionsAtScales(kedaQueue(), 0, [1, 0.1, 0.06, 0.3]);
  assert.equal(paper!.served, 55);
  assert.ok(new Set(paper!.decisions.map(one => one.applied)).size >= 4);
  for (const other of others) assert.deepEqual(other, paper);
});

test('a folder scan finds it, with the originals’ rhythms', () => {
  assert.equal(controller().name, 'keda-queue');
  assert.equal(controller().period, seconds(15));
  assert.equal(controller().scalesToZero, true);
  assert.equal(kedaQueue({ pollingInterval: seconds(5) }).period, seconds(5));
  assert.ok(docs.optimises && docs.flaws && docs.source);
});
