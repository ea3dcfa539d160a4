import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tInterval } from '../../harness/stats/t-interval.ts';
import { erlangC, responseOfSharing, waitOfMG1, waitOfMMc } from './formulas.ts';
import { type Queue, replicate, WORK } from './queue.ts';

/* The small version of test/long/theory.test.ts: enough to see that a change has broken the model. Seeds are fixed. */

const small = { load: 0.5, customers: 8_000, dropped: 1_000 };

async function seen(queue: Queue, of: 'wait' | 'response'): Promise<{ low: number; high: number }> {
  const values: number[] = [];
  for (let replication = 1; replication <= 8; replication++)
    values.push((await replicate(queue, replication))[of] / WORK);
  return tInterval(values, { confidence: 0.999 });
}

const inside = (theory: number, { low, high }: { low: number; high: number }): void =>
  assert.ok(low <= theory && theory <= high, `theory ${theory}, seen [${low}, ${high}]`);

test('the formulas give the textbook values', () => {
  assert.ok(Math.abs(waitOfMMc(1, 0.5) - 1) < 1e-12);
  // Two servers with one erlang offered: C = 1/3.
  assert.ok(Math.abs(erlangC(2, 0.5) - 1 / 3) < 1e-12);
  assert.equal(waitOfMG1(0.5, 1), 1);
  assert.equal(responseOfSharing(0.75), 4);
});

test('M/M/1 and M/M/4 wait as Erlang says', async () => {
  inside(waitOfMMc(1, 0.5), await seen({ servers: 1, spread: 'exponential', ...small }, 'wait'));
  inside(waitOfMMc(4, 0.5), await seen({ servers: 4, spread: 'exponential', ...small }, 'wait'));
});

test('M/D/1 waits as Pollaczek and Khinchine say', async () => {
  inside(waitOfMG1(0.5, 0), await seen({ servers: 1, spread: 'constant', ...small }, 'wait'));
});

test('containers that share one core respond as under processor sharing, whatever the work', async () => {
  const shared = { servers: 1, containers: 300, ...small };
  inside(2, await seen({ ...shared, spread: 'exponential' }, 'response'));
  inside(2, await seen({ ...shared, spread: 'constant' }, 'response'));
});
