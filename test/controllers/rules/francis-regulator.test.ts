import assert from 'node:assert/strict';
import test from 'node:test';
import { Matrix } from 'ml-matrix';
import { plant, solveRegulation } from '../../../harness/controllers/rules/francis-equations.ts';
import {
  constant,
  type Exosystem,
  exosystem,
  ramp,
  sinusoid,
} from '../../../harness/controllers/rules/francis-exosystem.ts';
import { dot, observer } from '../../../harness/controllers/rules/francis-observer.ts';
import { regulator } from '../../../harness/controllers/rules/francis-regulator.ts';

interface Run {
  exo: Exosystem;
  eta: readonly number[];
  steps: number;
  deadPeriods?: number;
}

/** The exact linear loop from queue 10 and 2 containers at beta 2: no rounding, no bounds, eta known. */
function run({ exo, eta, steps, deadPeriods = 0 }: Run): {
  moves: number[];
  queues: number[];
  errors: number[];
} {
  const beta = 2;
  const { wish } = regulator({ beta, exo, deadPeriods });
  const result = { moves: [] as number[], queues: [] as number[], errors: [] as number[] };
  let [queue, containers, coming] = [10, 2, Array<number>(deadPeriods).fill(0)];
  for (let k = 0; k < steps; k++) {
    const { move } = wish(queue, containers, coming, eta);
    result.moves.push(move);
    result.queues.push(queue);
    result.errors.push(queue - dot(exo.R, eta));
    queue += dot(exo.W, eta) - beta * containers;
    const [arriving = 0, ...rest] = [...coming, move];
    containers += arriving;
    coming = rest;
    eta = exo.S.map(row => dot(row, eta));
  }
  return result;
}

const assertNear = (found: readonly number[], expected: readonly number[], tolerance: number): void => {
  assert.equal(found.length, expected.length);
  for (const [i, value] of expected.entries()) {
    assert.ok(Math.abs(found[i]! - value) <= tolerance, `at ${i}: ${found} is not ${expected}`);
  }
};

test('golden A: a ramp from 6 by 1/2 a period, no dead time', () => {
  const exo = exosystem(ramp(), { queue: 4 });
  const { moves, queues } = run({ exo, eta: [6, 1 / 2, 4], steps: 6 });
  assertNear(moves, [2, 1 / 2, 1 / 16, 0, 3 / 64, 7 / 64], 1e-9);
  assertNear(queues, [10, 12, 21 / 2, 17 / 2, 55 / 8, 23 / 4], 1e-9);
  assert.ok(Math.abs(run({ exo, eta: [6, 1 / 2, 4], steps: 61 }).errors[60]!) < 1e-9);
});

test('golden B: the same ramp with two dead periods bridged by the predictor', () => {
  const { moves, queues } = run({
    exo: exosystem(ramp(), { queue: 4 }),
    eta: [6, 1 / 2, 4],
    steps: 6,
    deadPeriods: 2,
  });
  assertNear(moves, [49 / 16, 5 / 8, -5 / 64, -11 / 64, -23 / 256, 1 / 64], 1e-9);
  assertNear(queues, [10, 12, 29 / 2, 35 / 2, 119 / 8, 23 / 2], 1e-9);
});

test('golden C: arrivals 6 + 3 cos with a period of 12', () => {
  const { moves } = run({
    exo: exosystem(sinusoid({ cycle: 12 }), { queue: 4 }),
    eta: [6, 3, 0, 4],
    steps: 5,
  });
  assertNear(moves, [3.049038, 0.075962, -0.9375, -1.09375, -0.845913], 5e-7);
});

test('golden response time: 12 s wanted at 5 s of service', () => {
  const exo = exosystem(ramp(), { response: 12_000, serviceTime: 5000, period: 10_000 });
  assertNear(run({ exo, eta: [6, 1 / 2], steps: 5 }).moves, [1.8, 0.45625, 0.06875, 0.0171875, 0.0625], 1e-9);
});

test('the error dies out under constant, ramp and sinusoid, whatever the dead time', () => {
  const cases: [Exosystem, number[]][] = [
    [exosystem(constant(), { queue: 4 }), [6, 4]],
    [exosystem(ramp(), { queue: 4 }), [6, -1 / 4, 4]],
    [exosystem(ramp(), { response: 12_000, serviceTime: 5000, period: 10_000 }), [6, 1 / 2]],
    [exosystem(sinusoid({ cycle: 12 }), { queue: 4 }), [6, 3, 1, 4]],
    [exosystem(sinusoid({ cycle: 30 }), { response: 8000, serviceTime: 5000, period: 10_000 }), [20, 5, -5]],
  ];
  for (const [exo, eta] of cases) {
    for (const deadPeriods of [0, 1, 2, 5]) {
      const { errors } = run({ exo, eta, steps: 80, deadPeriods });
      assert.ok(Math.abs(errors[0]!) > 0.1, 'it begins away from the target');
      assert.ok(
        errors.slice(70).every(e => Math.abs(e) < 1e-9),
        `${exo.name}, d ${deadPeriods}: ${errors.at(-1)}`,
      );
    }
  }
});

test('the predictor keeps the poles and adds d at 0: after the dead time the error follows the undelayed loop', () => {
  const exo = exosystem(constant(), { queue: 4 });
  const { errors } = run({ exo, eta: [6, 4], steps: 30, deadPeriods: 3 });
  // e obeys (z − 1/2)² e = 0 as soon as the first move serves: e(k+2) = e(k+1) − e(k)/4.
  for (let k = 4; k + 2 < errors.length; k++) {
    assert.ok(Math.abs(errors[k + 2]! - errors[k + 1]! + errors[k]! / 4) < 1e-9, `at ${k}`);
  }
});

test('predicting and then regulating is the regulator of the delayed plant: Gamma there is Gamma S^d', () => {
  const exo = exosystem(sinusoid({ cycle: 12 }), { queue: 4 });
  const S = new Matrix(exo.S.map(row => [...row]));
  const ahead = solveRegulation(plant({ beta: 2 }), exo)
    .Gamma.mmul(S)
    .mmul(S);
  const delayed = solveRegulation(plant({ beta: 2, deadPeriods: 2 }), exo).Gamma;
  assert.ok(Matrix.sub(ahead, delayed).abs().max() < 1e-12);
});

test('an observed constant under a ramp of slope 1/2 leaves e = 6.0 exactly, an observed ramp leaves none', () => {
  for (const [shape, left] of [
    [constant(), 6],
    [ramp(), 0],
  ] as const) {
    const exo = exosystem(shape, { queue: 4 });
    const { wish } = regulator({ beta: 2, exo });
    const arrivals = observer(shape, { pole: 0.5, level: 6 });
    let [queue, containers] = [10, 2];
    for (let k = 0; k < 100; k++) {
      const { move } = wish(queue, containers, [], exo.state(arrivals.state()));
      const arrived = 6 + k / 2;
      queue += arrived - 2 * containers;
      containers += move;
      arrivals.see(arrived);
    }
    assert.ok(Math.abs(queue - 4 - left) < 1e-9, `${shape.name} leaves ${queue - 4}`);
  }
});

test('moves under way must be named, one a dead period', () => {
  const { wish } = regulator({ beta: 2, exo: exosystem(ramp(), { queue: 4 }), deadPeriods: 2 });
  assert.throws(() => wish(10, 2, [1], [6, 0, 4]), /expected the 2 moves under way .* found 1/);
});
