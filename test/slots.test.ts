import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../harness/clock.ts';
import { historyOf } from '../harness/history.ts';
import { batches } from '../harness/workloads/batches.ts';
import { oneArm, tried } from './simulated-trial.ts';

const long = batches([{ at: 0, requests: 400 }], { work: 1000 });
const lengths = async (slotJitter?: number): Promise<number[]> => {
  const loop = { limit: seconds(400), ...(slotJitter === undefined ? {} : { slotJitter }) };
  const { slots } = historyOf(await tried(oneArm({ workload: long, loop })));
  return slots.slice(1).map((slot, i) => slot.at - slots[i]!.at);
};

test('slots are of one length unless the experiment asks for an uneven loop', async () => {
  assert.deepEqual([...new Set((await lengths()).map(Math.round))], [1000]);
});

test('with a jitter of 2 % slots vary by 2 % around their length, and again the same way', async () => {
  const uneven = await lengths(0.02);
  const mean = uneven.reduce((sum, one) => sum + one, 0) / uneven.length;
  const spread = Math.sqrt(uneven.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (uneven.length - 1));
  // Of 400 lengths the mean has a standard error of 1 ms and the spread one of 0.7 ms.
  assert.ok(Math.abs(mean - 1000) < 5, `${mean} ms`);
  assert.ok(Math.abs(spread - 20) < 4, `${spread} ms`);
  assert.deepEqual(await lengths(0.02), uneven);
});
