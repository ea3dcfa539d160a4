import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { simulated } from '../harness/engines/simulated.ts';
import { hostTicks, stolen, watchHost } from '../harness/host-watch.ts';
import { workProbe } from '../harness/work-probe.ts';

const folder = mkdtempSync(join(tmpdir(), 'host-'));
test.after(() => rmSync(folder, { recursive: true }));
const stat = (line: string): string => {
  const file = join(folder, 'stat');
  writeFileSync(file, `${line}\ncpu0 1 1 1 1 1 1 1 1 0 0\nintr 1\n`);
  return file;
};

test('steal is the share of all CPU time between two readings', () => {
  const from = hostTicks(stat('cpu  100 0 50 800 10 0 5 35 7 0'));
  const to = hostTicks(stat('cpu  150 0 75 1680 10 0 5 80 7 0'));
  assert.deepEqual(from, { all: 1000, steal: 35 });
  assert.equal(stolen(from, to), 4.5);
});

test('steal is not known without the file, on old kernels, and when no time has passed: never 0', () => {
  assert.equal(hostTicks(join(folder, 'none')), undefined);
  assert.equal(hostTicks(stat('cpu  100 0 50 800 10 0 5')), undefined);
  const ticks = hostTicks(stat('cpu  100 0 50 800 10 0 5 35'));
  assert.equal(stolen(ticks, ticks), undefined);
  assert.equal(stolen(undefined, ticks), undefined);
});

test('the probe is taken once a block, strangers are counted before each trial, and failing to count them is no 0', async () => {
  const counts = [2, undefined, 3];
  const engine = {
    ...simulated(),
    strangers: async (): Promise<number> => {
      const count = counts.shift();
      if (count === undefined) throw new Error('no answer');
      return count;
    },
  };
  const watch = watchHost(engine, 'study');
  const first = (await watch(1))()();
  const second = (await watch(1))()();
  const third = (await watch(2))()();
  assert.deepEqual([first.foreign, second.foreign, third.foreign], [2, undefined, 3]);
  assert.ok(!('foreign' in second));
  assert.equal(first.probe, second.probe);
  assert.ok(first.memoryMiB > 0 && first.cpuMs >= 0);
});

test('the probe takes a time that can be measured and borne', () => {
  const took = workProbe();
  assert.ok(took > 0.5 && took < 1000, `${took} ms`);
});
