import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../../../harness/clock.ts';
import { linearTrend } from '../../../harness/controllers/rules/linear-trend.ts';

const history = [39, 29, 19, 9].map((age, i) => ({ at: -seconds(age), replicas: i + 1 }));

const near = (found: number | undefined, expected: number): void =>
  assert.ok(found !== undefined && Math.abs(found - expected) < 1e-9, `${found} is not ${expected}`);

test('a line goes on: now, in 10 s and in 15 s', () => {
  near(linearTrend(history, 0), 4.9);
  near(linearTrend(history, seconds(10)), 5.9);
  near(linearTrend(history, seconds(15)), 6.4);
});

test('least squares of what is no line, by hand: slope 0.04 a second about (15 s, 3.5)', () => {
  const rough = [
    [0, 3],
    [10, 3],
    [20, 4],
    [30, 4],
  ].map(([at, replicas]) => ({ at: seconds(at!), replicas: replicas! }));
  near(linearTrend(rough, seconds(45)), 3.5 + 0.04 * 30);
});

test('the clock of a trial that has run for a year does not blur the slope', () => {
  const year = seconds(365 * 24 * 3600);
  const late = history.map(({ at, replicas }) => ({ at: at + year, replicas }));
  near(linearTrend(late, year), 4.9);
});

test('of one count it is that count, of several at one time their mean, of none nothing', () => {
  near(linearTrend([{ at: 0, replicas: 4 }], seconds(60)), 4);
  near(
    linearTrend(
      [3, 4].map(replicas => ({ at: 5, replicas })),
      seconds(60),
    ),
    3.5,
  );
  assert.equal(linearTrend([], 0), undefined);
});
