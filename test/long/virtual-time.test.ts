import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { execa } from 'execa';
import { bareQueue } from '../../harness/benchmarks/bare/many-servers.ts';
import { manyServers, QUEUE } from '../../harness/benchmarks/virtual-time.ts';
import type { Trace } from '../../harness/trace.ts';

/** CPU time of this thread, so that what else the machine does counts little. */
const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

async function cost(act: () => unknown): Promise<number> {
  const begun = cpuMs();
  await act();
  return cpuMs() - begun;
}

const least = (values: readonly number[]): number => Math.min(...values);

// The first of the file: ten million events without a trace leave a heap and types behind that slow it by a tenth.
test('the full trial with its trace serves at least a third of the customers of the barest loop', async () => {
  const customers = 1_000_000;
  const [full, bare]: [number[], number[]] = [[], []];
  for (let i = 0; i < 8; i++) {
    full.push(await cost(() => manyServers(customers)));
    bare.push(await cost(() => bareQueue({ ...QUEUE, customers })));
  }
  const share = least(bare) / least(full);
  console.log(
    `full trial ${Math.round(customers / least(full))} customers a ms of CPU, ${share.toFixed(2)} of the bare loop`,
  );
  assert.ok(share >= 1 / 3, `${share.toFixed(3)} of the bare loop`);
});

/** Arrival, dispatch and end. */
const EVENTS = 3;

test('an event costs at most 1.5 times as much among ten million as among a hundred thousand', async () => {
  const each = (events: number): Promise<number> => {
    const customers = Math.round(events / EVENTS);
    return cost(() => manyServers(customers, { keepTrace: false })).then(ms => ms / events);
  };
  await each(1e6); // warms up
  const [few, many]: [number[], number[]] = [[], []];
  for (let i = 0; i < 3; i++) {
    // As long in all as the many, or the few would be measured in a moment.
    for (let j = 0; j < 10; j++) few.push(await each(1e5));
    many.push(await each(1e7));
  }
  const ratio = least(many) / least(few);
  assert.ok(ratio <= 1.5, `${ratio.toFixed(2)} times: ${least(few)} and ${least(many)} ms an event`);
});

test('memory holds what is kept: nothing of a trace that is not, and some twenty bytes an event of one that is', async () => {
  setFlagsFromString('--expose-gc');
  const gc: () => void = runInNewContext('gc');
  const held = (): number => {
    gc();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const customers = 300_000;
  await manyServers(1000);
  const before = held();
  const traces: Trace[] = [await manyServers(customers, { keepTrace: false })];
  const without = held() - before;
  traces.push(await manyServers(customers));
  const kept = held() - before - without;
  assert.equal([...traces[0]!.events].length, 0);
  assert.ok(without < 4e6, `${without} bytes without trace`);
  const each = kept / (customers * EVENTS);
  assert.ok(each > 10 && each < 40, `${each.toFixed(1)} bytes an event`);
});

test('a thousand trials of francis-vs-static with their page take under 30 s on two cores', async () => {
  const out = mkdtempSync(join(tmpdir(), 'dockerawm-'));
  try {
    const study = `node harness/cli/experiment.ts francis-vs-static --engine simulated --seeds 500 --workers 2 --out ${out}`;
    const { stderr } = await execa('bash', ['-c', `TIMEFORMAT='%R %U %S'; time ${study} >/dev/null`]);
    const [wall, user, system] = stderr.trim().split('\n').at(-1)!.split(' ').map(Number);
    // Where other work keeps the cores busy, the CPU time tells what two free ones would take.
    const took = Math.min(wall!, (user! + system!) / 2);
    console.log(`1,000 trials with their page: ${wall} s, ${user! + system!} s of CPU`);
    assert.ok(took < 30, `${took.toFixed(1)} s`);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});
