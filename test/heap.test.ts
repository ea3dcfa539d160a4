import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Heap } from '../harness/heap.ts';

const drained = <T>(heap: Heap<T>): (T | undefined)[] => {
  const out: (T | undefined)[] = [];
  while (heap.size > 0) out.push(heap.pop());
  return out;
};

test('whatever is pushed comes out by time, and at one time in the order of pushing', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 300 }), dues => {
      const heap = new Heap<[due: number, nth: number]>();
      for (const [nth, due] of dues.entries()) heap.push(due, [due, nth]);
      const sorted = dues
        .map((due, nth): [number, number] => [due, nth])
        .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      assert.deepEqual(drained(heap), sorted);
    }),
  );
});

test('it stays in order while pushes and pops alternate, and slots are used again', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 5 })), { maxLength: 300 }), steps => {
      const heap = new Heap<number>();
      const model: { due: number; nth: number }[] = [];
      for (const [nth, due] of steps.entries()) {
        if (due !== null) {
          heap.push(due, nth);
          model.push({ due, nth });
          model.sort((a, b) => a.due - b.due || a.nth - b.nth);
        } else {
          assert.equal(heap.due, model[0]?.due ?? Number.POSITIVE_INFINITY);
          assert.equal(heap.peek(), model[0]?.nth);
          assert.equal(heap.pop(), model.shift()?.nth);
        }
        assert.equal(heap.size, model.length);
      }
    }),
  );
});

test('what is taken back leaves an empty place, and what has its slot next is not touched by taking back again', () => {
  const heap = new Heap<string>();
  const slot = heap.push(1, 'first');
  const ticket = heap.pushed;
  heap.push(2, 'second');
  heap.takeBack(slot, ticket);
  assert.equal(heap.pop(), undefined);
  heap.push(3, 'third');
  heap.takeBack(slot, ticket);
  assert.deepEqual(drained(heap), ['second', 'third']);
});
