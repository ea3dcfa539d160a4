import assert from 'node:assert/strict';
import { test } from 'node:test';
import { realTime, virtualTime } from '../harness/clock.ts';
import { timelineContract } from './contracts/timeline.ts';

timelineContract('real time', realTime);
timelineContract('virtual time', virtualTime);

test('virtual time that runs dry says what it waited for', async () => {
  await assert.rejects(
    virtualTime.run<void>(
      clock => void clock.after(1500, () => {}),
      () => '3 of 7 requests',
    ),
    {
      message:
        /can never end: nothing is left to happen after 1\.5 s, and it still waits for 3 of 7 requests/,
    },
  );
});

test('virtual time stands still while a promise is held', async () => {
  const at = await virtualTime.run<number>((clock, end) => {
    clock.after(10, () => end(clock.now()));
    clock.hold(new Promise(resolve => setImmediate(resolve)));
  }, String);
  assert.equal(at, 10);
});
