import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../../../harness/clock.ts';
import { alarm, peakSize, sizeFor } from '../../../harness/controllers/rules/target-tracking.ts';

test('an addition is rounded up and a removal down, and float noise is neither', () => {
  assert.deepEqual([sizeFor(6, 0.875, 0.7), sizeFor(10, 42.5, 50), sizeFor(10, 47.5, 50)], [8, 9, 10]);
  assert.ok((3 * 0.1) / 0.3 > 1);
  assert.equal(sizeFor(3, 0.1, 0.3), 1);
  assert.equal(sizeFor(3, 0.100001, 0.3), 2);
});

test('an idle group needs nothing', () => assert.equal(sizeFor(5, 0, 50), 0));

const times = (count: number, point: number): number[] => Array.from({ length: count }, () => point);

test('three points above make an alarm, fifteen below, and a point at the target neither', () => {
  assert.deepEqual(
    [2, 3].map(n => alarm(times(n, 51), 50)),
    ['none', 'out'],
  );
  assert.deepEqual(
    [14, 15].map(n => alarm(times(n, 49), 50)),
    ['none', 'in'],
  );
  assert.equal(alarm(times(30, 50), 50), 'none');
  assert.equal(alarm([...times(14, 49), 50], 50), 'none');
  assert.equal(alarm([50, 60, 60, 60], 50), 'out');
});

test('only the newest points count', () => {
  assert.equal(alarm([...times(15, 49), 51], 50), 'none');
  assert.equal(alarm([...times(3, 51), ...times(15, 49)], 50), 'in');
});

test('the peak counts until it is older than the window, then the next one does', () => {
  const size = peakSize(seconds(600));
  const needs: [number, number][] = [
    [0, 4],
    [60, 10],
    [120, 5],
    [300, 7],
    [660, 3],
    [661, 3],
    [900, 3],
    [901, 2],
  ];
  assert.deepEqual(
    needs.map(([at, needed]) => size(needed, seconds(at))),
    [4, 10, 10, 10, 10, 7, 7, 3],
  );
});
