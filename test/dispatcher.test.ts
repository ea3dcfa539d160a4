import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Dispatcher } from '../harness/dispatcher.ts';
import type { Container } from '../harness/engine.ts';

const container = (index: number): Container => ({
  id: `c${index}`,
  index,
  state: 'ready',
  askedAt: 0,
  idleSince: 0,
});

function desk(free: (container: Container) => boolean = () => true) {
  const handed: string[] = [];
  const dispatcher = new Dispatcher((request, { id }) => handed.push(`${request} to ${id}`), free);
  return { dispatcher, handed };
}

test('first come, first served, to the container that is idle longest', () => {
  const { dispatcher, handed } = desk();
  for (const request of [0, 1, 2]) dispatcher.enqueue(request);
  dispatcher.nowIdle(container(2));
  dispatcher.nowIdle(container(1));
  dispatcher.dispatch();
  assert.deepEqual(handed, ['0 to c2', '1 to c1']);
  assert.equal(dispatcher.queued, 1);
});

test('a container gets one request at a time', () => {
  const { dispatcher, handed } = desk();
  const only = container(1);
  dispatcher.nowIdle(only);
  for (const request of [0, 1]) dispatcher.enqueue(request);
  dispatcher.dispatch();
  dispatcher.dispatch();
  assert.deepEqual(handed, ['0 to c1']);
  dispatcher.nowIdle(only);
  dispatcher.dispatch();
  assert.deepEqual(handed, ['0 to c1', '1 to c1']);
});

test('one that is stopping or gone gets none', () => {
  const { dispatcher, handed } = desk();
  const leaving = container(1);
  dispatcher.nowIdle(leaving);
  dispatcher.notIdle(leaving);
  dispatcher.enqueue(0);
  dispatcher.dispatch();
  assert.deepEqual(handed, []);
});

test('a request that is put back goes first, before or after others were handed out', () => {
  const { dispatcher, handed } = desk();
  dispatcher.enqueue(1);
  dispatcher.putBack(0);
  for (const index of [1, 2]) dispatcher.nowIdle(container(index));
  dispatcher.dispatch();
  dispatcher.enqueue(2);
  dispatcher.putBack(0);
  for (const index of [3, 4]) dispatcher.nowIdle(container(index));
  dispatcher.dispatch();
  assert.deepEqual(handed, ['0 to c1', '1 to c2', '0 to c3', '2 to c4']);
});

test('what the checker does not call free is passed over and asked again next time', () => {
  let cool = false;
  const { dispatcher, handed } = desk(({ index }) => index === 2 || cool);
  for (const index of [1, 2]) dispatcher.nowIdle(container(index));
  for (const request of [0, 1]) dispatcher.enqueue(request);
  dispatcher.dispatch();
  assert.deepEqual(handed, ['0 to c2']);
  cool = true;
  dispatcher.dispatch();
  assert.deepEqual(handed, ['0 to c2', '1 to c1']);
});

test('a queue of a hundred thousand keeps its order', () => {
  const { dispatcher, handed } = desk();
  const only = container(1);
  for (let request = 0; request < 100_000; request++) dispatcher.enqueue(request);
  for (let i = 0; i < 100_000; i++) {
    dispatcher.nowIdle(only);
    dispatcher.dispatch();
  }
  assert.equal(dispatcher.queued, 0);
  assert.equal(handed[99_999], '99999 to c1');
  assert.ok(handed.every((line, i) => line === `${i} to c1`));
});
