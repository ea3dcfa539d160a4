import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cluster, Container, CpuReading } from '../harness/engine.ts';
import { Observer } from '../harness/observer.ts';

/* Time scale 0.1: 100 wall milliseconds are a paper second. The load begins at 1000 on the clock. */

function watched(
  containers: Container[],
  cpu: (container: Container) => CpuReading | undefined = () => undefined,
) {
  const cluster = { containers: () => containers, cpu } as unknown as Cluster;
  return new Observer(cluster, { timeScale: 0.1, quota: 0.5, origin: 1000 });
}

const container = (id: string, state: Container['state'], askedAt: number): Container => ({
  id,
  index: Number(id.slice(1)),
  state,
  askedAt,
  idleSince: 0,
});

test('a controller is told paper milliseconds, and no container that is on its way out', () => {
  const observer = watched([
    container('c1', 'stopping', 0),
    container('c2', 'busy', 800),
    container('c3', 'starting', 1150),
  ]);
  const seen = observer.look(1200, 3, 1);
  assert.equal(seen.at, 2000);
  assert.deepEqual(seen.containers, [
    { id: 'c2', state: 'busy', age: 4000, running: 1 },
    { id: 'c3', state: 'starting', age: 500, running: 0 },
  ]);
  assert.deepEqual([seen.queued, seen.running], [3, 1]);
});

test('counts and samples are of the time since the last look', () => {
  const observer = watched([]);
  observer.arrived(1000);
  observer.waited(30);
  observer.responded(70);
  const first = observer.look(1100, 0, 0);
  assert.deepEqual([first.arrived, first.finished, first.waits, first.responses], [1, 1, [300], [700]]);
  const second = observer.look(1200, 0, 0);
  assert.deepEqual([second.arrived, second.finished, second.waits, second.responses], [0, 0, [], []]);
});

test('CPU is the share of the quota since the last look; without a counter it is absent, never 0', () => {
  const one = container('c1', 'busy', 1000);
  let reading: CpuReading | undefined = { usedMs: 25, at: 1100 };
  const observer = watched([one], () => reading);
  assert.equal(observer.look(1100, 0, 1).containers[0]!.cpu, 0.5); // 25 of 50 ms of its half core
  reading = { usedMs: 75, at: 1200 };
  assert.equal(observer.look(1200, 0, 1).containers[0]!.cpu, 1);
  reading = undefined;
  assert.ok(!('cpu' in observer.look(1300, 0, 1).containers[0]!));
});

test('buckets go on counting what a container used after it is gone', () => {
  const one = container('c1', 'busy', 1000);
  const alive = [one];
  let usedMs = 0;
  const observer = watched(alive, () => ({ usedMs, at: 1100 }));
  usedMs = 50;
  observer.note(1000, 0, 1);
  const [busy] = observer.look(1100, 0, 1).buckets;
  observer.gone(one);
  alive.length = 0;
  const [after] = observer.look(1200, 0, 0).buckets;
  assert.equal(busy!.cpu, 1);
  assert.equal(after!.cpu, 0); // nothing was used since, and nothing is taken back
});

test('a passive controller is told the time and nothing else', () => {
  const seen = Observer.blind(50, 0.1);
  assert.equal(seen.at, 500);
  assert.deepEqual(seen.containers, []);
});
