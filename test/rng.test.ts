import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rng } from '../harness/rng.ts';

const draw = (stream: ReturnType<typeof rng>, n: number): number[] =>
  Array.from({ length: n }, () => stream.float());
const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

test('equal seeds give equal streams, other seeds others', () => {
  assert.deepEqual(draw(rng(7), 5), draw(rng(7), 5));
  assert.notDeepEqual(draw(rng(7), 5), draw(rng(8), 5));
});

test('drawing from a stream changes nothing in those forked from it', () => {
  const used = rng(1);
  draw(used, 100);
  assert.deepEqual(draw(used.fork('work'), 3), draw(rng(1).fork('work'), 3));
  assert.notDeepEqual(draw(rng(1).fork('work'), 3), draw(rng(1).fork('gaps'), 3));
});

test('draws have the mean that was asked for, within four standard errors', () => {
  const stream = rng('means');
  const n = 40_000;
  const of = (next: () => number): number => mean(Array.from({ length: n }, next));
  assert.ok(Math.abs(of(() => stream.exponential(10)) - 10) < (4 * 10) / Math.sqrt(n));
  assert.ok(Math.abs(of(() => stream.lognormal(10, 0.3)) - 10) < (4 * 3) / Math.sqrt(n));
  assert.ok(Math.abs(of(() => stream.int(1, 6)) - 3.5) < (4 * 1.71) / Math.sqrt(n));
});
