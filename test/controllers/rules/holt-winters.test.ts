import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type HoltWintersOptions,
  holtWinters,
  leastObservations,
} from '../../../harness/controllers/rules/holt-winters.ts';

const shape: HoltWintersOptions = {
  trend: 'add',
  seasonal: 'add',
  seasonalPeriods: 4,
  alpha: 0.5,
  beta: 0.2,
  gamma: 0.3,
};

const near = (found: number, expected: number): void =>
  assert.ok(Math.abs(found - expected) < 1e-9, `${found} is not ${expected}`);

/** 17 values of a season of 4 on a rising line, with a disturbance. */
const series = [2, 4, 8, 4, 2, 5, 9, 4, 3, 5, 9, 5, 3, 6, 10, 5, 4];

const season = [-3, 1, 5, -3];
const onLine = (slope: number, length: number): number[] =>
  Array.from({ length }, (_, i) => 10 + slope * i + season[i % 4]!);

test('a season that only repeats is forecast exactly, whatever the coefficients', () => {
  const coefficients: [number, number, number][] = [
    [0, 0, 0],
    [1, 1, 1],
    [0.3, 0.7, 0.1],
  ];
  for (const [alpha, beta, gamma] of coefficients)
    near(holtWinters({ ...shape, alpha, beta, gamma }, onLine(0, 24)), 10 + season[0]!);
});

test('on a rising line the start is half a season late, as there, and is forgotten', () => {
  const pinned = { ...shape, alpha: 0, beta: 0, gamma: 0 };
  near(holtWinters(pinned, onLine(0.5, 24)), 10 + 0.5 * (24 + 2) + season[0]!);
  near(holtWinters(shape, onLine(0.5, 400)), 10 + 0.5 * 400 + season[0]!);
});

// Forecasts of statsmodels 0.13.5 (ExponentialSmoothing, optimized=False) for the series above, fitted with damping 0.9 where said.
const oracle: [Partial<HoltWintersOptions>, number][] = [
  [{ trend: 'add', seasonal: 'add' }, 6.440215666821639],
  [{ trend: 'add', seasonal: 'add', seasonalPeriods: 3 }, 5.9697478362471355],
  [{ trend: 'add', seasonal: 'add', damping: 0.9 }, 6.353686315685195],
  [{ trend: 'add', seasonal: 'add', start: 'legacy' }, 6.379524018456811],
  [{ trend: 'add', seasonal: 'mul' }, 7.003657143347742],
  [{ trend: 'add', seasonal: 'mul', seasonalPeriods: 3 }, 6.199314049982898],
  [{ trend: 'add', seasonal: 'mul', damping: 0.9 }, 6.908688070541104],
  [{ trend: 'add', seasonal: 'mul', start: 'legacy' }, 6.839174698328487],
  [{ trend: 'mul', seasonal: 'add' }, 6.481065854637153],
  [{ trend: 'mul', seasonal: 'add', seasonalPeriods: 3 }, 6.788230057039685],
  [{ trend: 'mul', seasonal: 'add', damping: 0.9 }, 6.364310389014223],
  [{ trend: 'mul', seasonal: 'add', start: 'legacy' }, 6.441971804994838],
  [{ trend: 'mul', seasonal: 'mul' }, 7.07988680390921],
  [{ trend: 'mul', seasonal: 'mul', seasonalPeriods: 3 }, 6.986851171202168],
  [{ trend: 'mul', seasonal: 'mul', damping: 0.9 }, 6.941053808586178],
  [{ trend: 'mul', seasonal: 'mul', start: 'legacy' }, 6.918372812273674],
];

for (const [options, forecast] of oracle)
  test(`it agrees with statsmodels: ${JSON.stringify(options)}`, () =>
    near(holtWinters({ ...shape, ...options }, series), forecast));

test('it needs two seasons, and ten values that a moving average can stand on', () => {
  assert.deepEqual([2, 3, 4, 12].map(leastObservations), [12, 12, 14, 24]);
  const short = series.slice(0, 13);
  assert.throws(() => holtWinters(shape, short), {
    message: /at least 14 observations for seasons of 4, found 13/,
  });
  assert.doesNotThrow(() => holtWinters(shape, series.slice(0, 14)));
});

test('a product cannot hold a zero, and a season is of at least two', () => {
  const idle = series.with(3, 0);
  assert.throws(() => holtWinters({ ...shape, seasonal: 'mul' }, idle), { message: /observations above 0/ });
  assert.doesNotThrow(() => holtWinters(shape, idle));
  for (const seasonalPeriods of [1, 2.5, Number.NaN])
    assert.throws(() => holtWinters({ ...shape, seasonalPeriods }, series), {
      message: /at least 2 whole observations/,
    });
  assert.throws(() => holtWinters({ ...shape, damping: 0 }, series), { message: /damping/ });
});

test('the series is not changed and nothing is remembered', () => {
  const before = [...series];
  const first = holtWinters(shape, series);
  assert.deepEqual(series, before);
  assert.equal(holtWinters(shape, series), first);
});
