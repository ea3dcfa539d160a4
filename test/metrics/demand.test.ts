import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../../harness/clock.ts';
import { demandOf } from '../../harness/metrics/demand.ts';
import { request, storyOf } from '../trace-builder.ts';

const target = seconds(10);
const arrivals = (scale: number) => [
  request(0, { intended: seconds(0) * scale, work: seconds(12) }),
  request(1, { intended: seconds(4) * scale, work: seconds(10) }),
  request(2, { intended: seconds(8) * scale, work: seconds(30) }),
];

test('demand is the work of the last W*, in containers that could do it within W*', () => {
  // U: 12 from 0 s, 22 from 4 s, 52 from 8 s, 40 from 10 s, 30 from 14 s, nothing from 18 s.
  assert.deepEqual(demandOf(storyOf({}, arrivals(1)), target), {
    at: [0, 4, 8, 10, 14, 18].map(seconds),
    value: [2, 3, 6, 4, 3, 0],
  });
});

test('demand is never more than kMax', () => {
  assert.deepEqual(demandOf(storyOf({ kMax: 3 }, arrivals(1)), target), {
    at: [0, 4, 18].map(seconds),
    value: [2, 3, 0],
  });
});

test('at time scale 0.1 the same demand passes in a tenth of the time', () => {
  assert.deepEqual(demandOf(storyOf({ timeScale: 0.1 }, arrivals(0.1)), target).value, [2, 3, 6, 4, 3, 0]);
  assert.equal(demandOf(storyOf({ timeScale: 0.1 }, arrivals(0.1)), target).at.at(-1), 1800);
});

test('exactly one container’s worth of work is a demand of one, whatever floating point makes of it', () => {
  // In floating point 0.1 + 0.2 is 0.30000000000000004.
  const trace = storyOf({}, [request(0, { intended: 0, work: 0.1 }), request(1, { intended: 0, work: 0.2 })]);
  assert.equal(demandOf(trace, 0.3).value[0], 1);
});

test('a request that comes just as another leaves the window makes no dip of a microsecond', () => {
  const each = [0, 1000.0004, 1999.9996, 3000].map((intended, i) => request(i, { intended, work: 500 }));
  assert.deepEqual(demandOf(storyOf({}, each), 1000).value, [1, 0]);
});

test('late sending changes no demand: it rests on intended arrivals', () => {
  const late = storyOf({}, [request(0, { intended: 0, arrived: 700, work: 1000 })]);
  assert.equal(demandOf(late, target).at[0], 0);
});
