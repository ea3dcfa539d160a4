import assert from 'node:assert/strict';
import test from 'node:test';
import { serviceTimes } from '../../../harness/controllers/rules/service-time.ts';
import { rng } from '../../../harness/rng.ts';

const second = (running: number) => ({ running });

test('busy time divided by finished requests is the service time, exactly, once the first guess has faded', () => {
  const estimate = serviceTimes({ initial: 1000, memory: 5 });
  let found = 0;
  // Four containers, always busy, finish 4 requests in 8 s: 8 s each.
  for (let k = 0; k < 40; k++)
    found = estimate({ finished: 4, buckets: Array.from({ length: 8 }, () => second(4)) });
  assert.ok(Math.abs(found - 8000) < 1e-6, `${found}`);
});

test('before anything has finished it is the guess, and grows with what is running', () => {
  const estimate = serviceTimes({ initial: 10_000 });
  assert.equal(estimate({ finished: 0, buckets: [] }), 10_000);
  assert.equal(estimate({ finished: 0, buckets: [second(2), second(2)] }), 14_000);
});

test('it follows requests that become longer within some 60 of them at a memory of 20', () => {
  const estimate = serviceTimes({ initial: 5000, memory: 20 });
  let found = 0;
  for (let k = 0; k < 100; k++) found = estimate({ finished: 1, buckets: Array(5).fill(second(1)) });
  assert.ok(Math.abs(found - 5000) < 1e-6);
  for (let k = 0; k < 60; k++) found = estimate({ finished: 1, buckets: Array(9).fill(second(1)) });
  assert.ok(found > 8700 && found < 9000, `${found}`);
});

test('it is unbiased for exponential service, though long requests are still running', () => {
  const chance = rng(7);
  const estimate = serviceTimes({ initial: 1, memory: 1e6 });
  let left = chance.exponential(6000);
  let found = 0;
  for (let k = 0; k < 200_000; k++) {
    let finished = 0;
    let time = 1000;
    while (left < time) {
      time -= left;
      left = chance.exponential(6000);
      finished++;
    }
    left -= time;
    found = estimate({ finished, buckets: [second(1)] });
  }
  // 33,000 requests: a standard error of 0.55 %.
  assert.ok(Math.abs(found / 6000 - 1) < 0.02, `${found}`);
});

test('requests without work leave a millisecond, never endless service', () => {
  const estimate = serviceTimes({ initial: 10 });
  assert.equal(estimate({ finished: 1e6, buckets: [] }), 1);
});

test('an impossible guess is refused', () => {
  assert.throws(() => serviceTimes({ initial: 0 }), /above 0, found 0 ms and 20/);
});
