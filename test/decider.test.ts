import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Controller, Observation } from '../harness/controller.ts';
import { type Decided, Decider } from '../harness/decider.ts';
import { Observer } from '../harness/observer.ts';
import { rng } from '../harness/rng.ts';

const at = (paperMs: number): Observation => ({ ...Observer.blind(0, 1), at: paperMs });

const asking = (decide: Controller['decide'], { delay = 0, drop = 0, least = 1 } = {}): Decider =>
  new Decider({
    controller: { decide },
    name: 'scripted',
    least,
    most: 8,
    first: 3,
    observe: { delay, drop },
    chance: rng('observe'),
  });

test('what is wanted beyond the bounds is kept beside what is applied', () => {
  const decider = asking(seen => ({ containers: seen.at, reason: 'as the time' }));
  assert.deepEqual(decider.decide(at(100)), { wanted: 100, applied: 8, reason: 'as the time' });
  assert.deepEqual(decider.decide(at(-3)), { wanted: -3, applied: 1, reason: 'as the time' });
  assert.deepEqual(decider.decide(at(5)), { wanted: 5, applied: 5, reason: 'as the time' });
});

test('only one that scales to zero gets zero', () => {
  const zero = () => ({ containers: 0, reason: 'nothing to do' });
  assert.equal((asking(zero).decide(at(0)) as Decided).applied, 1);
  assert.equal((asking(zero, { least: 0 }).decide(at(0)) as Decided).applied, 0);
});

test('garbage is refused with what was found', () => {
  for (const garbage of [undefined, {}, { containers: 2.5, reason: 'half' }, { containers: 2, reason: '' }]) {
    assert.throws(
      () => asking(() => garbage as never).decide(at(0)),
      /^Error: Controller scripted: expected a decision \{ containers: integer, reason: words \}, found .*; mend its decide\(\)\.$/,
    );
  }
});

test('a promise is bounded when it settles', async () => {
  const decider = asking(async () => ({ containers: 99, reason: 'later' }));
  assert.deepEqual(await decider.decide(at(0)), { wanted: 99, applied: 8, reason: 'later' });
});

test('stale observations: the controller sees the newest one that is old enough, and none twice', () => {
  const seen: number[] = [];
  const decider = asking(
    observation => {
      seen.push(observation.at);
      return { containers: 2, reason: 'saw it' };
    },
    { delay: 25 },
  );
  for (const now of [0, 10, 20, 30, 40, 50]) decider.decide(at(now));
  assert.deepEqual(seen, [0, 10, 20]);
});

test('before the first stale observation arrives, the containers there were at the beginning stand', () => {
  const decider = asking(() => ({ containers: 5, reason: 'never asked' }), { delay: 1000 });
  const decided = decider.decide(at(0)) as Decided;
  assert.equal(decided.applied, 3);
  assert.match(decided.reason, /no observation reached the controller/);
});

test('dropped observations: a share of them, and the last decision stands', () => {
  let asked = 0;
  const decider = asking(() => ({ containers: (asked++ % 2) + 3, reason: 'asked' }), { drop: 0.3 });
  let last: Decided | undefined;
  let stood = 0;
  for (let i = 0; i < 1000; i++) {
    const decided = decider.decide(at(i)) as Decided;
    if (decided.reason !== 'asked') {
      stood++;
      if (last) assert.equal(decided.applied, last.applied);
    } else last = decided;
  }
  assert.ok(stood > 250 && stood < 350, `${stood} of 1000 were dropped`);
  assert.equal(asked + stood, 1000);
});
