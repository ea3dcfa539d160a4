import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  area,
  countOf,
  integrate,
  mean,
  movement,
  peak,
  stepsOf,
  valueAt,
  valueBefore,
} from '../../harness/metrics/step.ts';
import { demandLevels, supplyLevels } from './bungee.ts';
import { near } from './near.ts';

const demand = stepsOf(demandLevels);
const supply = stepsOf(supplyLevels);
const span = { from: 0, to: 20 };

test('a step holds from its own moment on, for ever, and there is nothing before the first', () => {
  assert.deepEqual(
    [-1, 0, 6.9, 7, 100].map(at => valueAt(demand, at)),
    [0, 1, 1, 5, 4],
  );
  assert.deepEqual([valueBefore(demand, 7), valueBefore(demand, 0)], [1, 0]);
});

test('what changes nothing is no step, and the last value of an instant counts', () => {
  const steps = stepsOf([
    [0, 2],
    [5, 2],
    [6, 9],
    [6, 3],
    [7, 8],
    [7.001, 3],
  ]);
  assert.deepEqual(steps, { at: [0, 6], value: [2, 3] });
});

test('changes are added up in order of time, and what never happens is left out', () => {
  const steps = countOf([
    [4, -1],
    [1, 1],
    [2, 1],
    [Number.NaN, -1],
  ]);
  assert.deepEqual(steps, { at: [1, 2, 4], value: [1, 2, 1] });
});

test('an integral is taken between the change points of both curves', () => {
  near(
    integrate(span, demand, supply, (d, s) => Math.max(d - s, 0)),
    13,
  );
  near(
    integrate(span, demand, supply, (d, s) => Math.max(s - d, 0)),
    16,
  );
});

test('an area is cut at both ends of its span', () => {
  near(area(span, demand), 7 * 1 + 9 * 5 + 3 + 2 * 2 + 4);
  near(area({ from: 6, to: 8 }, demand), 1 + 5);
  near(area({ from: -10, to: 2 }, demand), 2);
  near(
    mean({ from: 6, to: 8 }, demand, demand, d => d),
    3,
  );
});

test('a span without an end gives NaN, never 0', () => {
  const open = { from: 0, to: Number.NaN };
  for (const value of [area(open, demand), peak(open, demand), movement(open, demand)]) {
    assert.ok(Number.isNaN(value));
  }
});

test('peak and movement begin with the value at the beginning and leave out what happens at the end', () => {
  assert.equal(peak(span, supply), 8);
  assert.equal(peak({ from: 9, to: 12 }, supply), 7);
  assert.equal(movement(span, supply), 17);
  assert.equal(movement(span, demand), 9);
  assert.equal(movement({ from: 7, to: 16 }, demand), 0);
});
