import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareQueue } from '../../harness/benchmarks/bare/many-servers.ts';
import { manyServers, QUEUE } from '../../harness/benchmarks/virtual-time.ts';
import { meanWait } from '../../harness/metrics/wait.ts';

test('the barest loop and the full trial serve the same customers: their mean waits agree to a millionth', async () => {
  const customers = 20_000;
  const bare = bareQueue({ ...QUEUE, customers }) / 1000;
  const full = meanWait.of(await manyServers(customers));
  assert.ok(bare > 1, `${bare} s`);
  assert.ok(Math.abs(full / bare - 1) < 1e-6, `${full} s in the trial, ${bare} s in the bare loop`);
});
