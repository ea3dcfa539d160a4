import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { integerMoves } from '../../../harness/controllers/rules/integer-move.ts';

test('a wish of a quarter becomes one container every fourth slot', () => {
  const move = integerMoves({ kMin: 0, kMax: 100 });
  let count = 0;
  const moves = Array.from({ length: 8 }, () => {
    const { delta } = move(0.25, count);
    count += delta;
    return delta;
  });
  assert.deepEqual(moves, [0, 1, 0, 0, 0, 1, 0, 0]);
});

test('what was moved never strays more than half a container from what was wished', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { maxLength: 50 }), wishes => {
      const move = integerMoves({ kMin: -1e9, kMax: 1e9 });
      let [wished, moved] = [0, 0];
      for (const wish of wishes) {
        wished += wish;
        moved += move(wish, moved).delta;
        assert.ok(Math.abs(wished - moved) <= 0.5 + 1e-9);
      }
    }),
    { seed: 1977 },
  );
});

test('a bound clears the carry', () => {
  const move = integerMoves({ kMin: 1, kMax: 4 });
  for (let k = 0; k < 100; k++) assert.equal(move(5.4, 4).delta, 0);
  assert.equal(move(-0.5, 4).delta, 0);
  assert.equal(move(-0.1, 4).delta, -1);
});

test('it never gives minus zero', () => {
  const move = integerMoves({ kMin: 1, kMax: 4 });
  assert.ok(Object.is(move(-0.2, 2).delta, 0));
  assert.ok(Object.is(move(-3, 1).delta, 0));
});

test('swapped bounds are refused', () => {
  assert.throws(() => integerMoves({ kMin: 3, kMax: 2 }), /kMin <= kMax, found 3 > 2/);
});
