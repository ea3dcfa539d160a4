import assert from 'node:assert/strict';
import { test } from 'node:test';
import { execa } from 'execa';
import { manyServers } from '../../harness/benchmarks/virtual-time.ts';
import { meanWait } from '../../harness/metrics/wait.ts';

/* Debian: apt-get install python3-simpy3. The distribution's own Python finds it, others on the path may not. */
const python = ['/usr/bin/python3', 'python3'];
const queue = new URL('./simpy/queue.py', import.meta.url).pathname;
let found: string | undefined;
for (const one of python) {
  const { failed } = await execa(one, ['-c', 'import simpy'], { reject: false });
  if (!failed) found ??= one;
}

const least = 5;
const rounds = 2;

test('M/M/8 through the full trial with its trace serves five times as many customers as SimPy', {
  skip: found ? false : 'no Python here has SimPy (Debian: python3-simpy3)',
}, async () => {
  const customers = 1_000_000;
  const ours: number[] = [];
  const theirs: number[] = [];
  let [our, their] = [Number.NaN, Number.NaN];
  await manyServers(100_000); // warms up, as SimPy's bytecode needs not
  for (let round = 0; round < rounds; round++) {
    // In turn, and by CPU time, so that what else the machine does disturbs both alike.
    const before = process.threadCpuUsage();
    const trace = await manyServers(customers);
    const { user, system } = process.threadCpuUsage(before);
    ours.push(customers / ((user + system) / 1e6));
    our = meanWait.of(trace);
    const { stdout } = await execa(found!, [queue, String(customers)]);
    const [rate, wait] = stdout.split(' ').map(Number);
    theirs.push(rate!);
    their = wait! / 1000;
  }
  const ratio = Math.max(...ours) / Math.max(...theirs);
  console.log(
    `${Math.round(Math.max(...ours))} customers a second, SimPy ${Math.round(Math.max(...theirs))}: ${ratio.toFixed(1)} times`,
  );
  assert.ok(Math.abs(our / their - 1) < 0.05, `not the same queue: they wait ${our} and ${their} s`);
  assert.ok(ratio >= least, `${ratio.toFixed(1)} times`);
});
