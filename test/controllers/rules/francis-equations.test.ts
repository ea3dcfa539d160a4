import assert from 'node:assert/strict';
import test from 'node:test';
import { Matrix } from 'ml-matrix';
import {
  plant,
  residual,
  servicesPerPeriod,
  solveRegulation,
} from '../../../harness/controllers/rules/francis-equations.ts';
import {
  constant,
  exosystem,
  ramp,
  sinusoid,
  type Target,
} from '../../../harness/controllers/rules/francis-exosystem.ts';

const targets: Target[] = [{ queue: 4 }, { response: 12_000, serviceTime: 5000, period: 10_000 }];
const shapes = [constant(), ramp(), sinusoid({ cycle: 12 }), sinusoid({ cycle: 7.3 })];

const near = (found: Matrix, expected: Matrix, tolerance: number, what: string): void =>
  assert.ok(Matrix.sub(found, expected).abs().max() < tolerance, `${what}: ${found} is not ${expected}`);

test('the regulator equations hold to 1e-12 and equal their closed form, for every exosystem and dead time', () => {
  for (const beta of [0.25, 0.918, 2, 10]) {
    for (const shape of shapes) {
      for (const target of targets) {
        for (const d of [0, 1, 2, 3]) {
          const exo = exosystem(shape, target);
          const asked = plant({ beta, deadPeriods: d });
          const solved = solveRegulation(asked, exo);
          const what = `beta ${beta}, ${exo.name}, d ${d}`;
          assert.ok(residual(asked, exo, solved) < 1e-12, what);

          // Π_q = R, Π_n = (W + R − R S)/beta, Π_vi = Π_n (S − I) S^(i−1), Γ = Π_n (S − I) S^d
          const S = new Matrix(exo.S.map(row => [...row]));
          const [R, W] = [Matrix.rowVector([...exo.R]), Matrix.rowVector([...exo.W])];
          const n = Matrix.sub(Matrix.add(W, R), R.mmul(S)).div(beta);
          const rows = [R, n];
          let next = n.mmul(Matrix.sub(S, Matrix.eye(S.rows)));
          for (let i = 0; i < d; i++) {
            rows.push(next);
            next = next.mmul(S);
          }
          near(solved.Pi, new Matrix(rows.map(row => row.to1DArray())), 1e-12, `Pi, ${what}`);
          near(solved.Gamma, next, 1e-12, `Gamma, ${what}`);
        }
      }
    }
  }
});

test('a wrong Gamma leaves a residual: the check can fail', () => {
  const exo = exosystem(ramp(), { queue: 4 });
  const asked = plant({ beta: 2 });
  const { Pi, Gamma } = solveRegulation(asked, exo);
  assert.ok(residual(asked, exo, { Pi, Gamma: Matrix.add(Gamma, 0.01) }) > 0.009);
  assert.ok(residual(asked, exo, { Pi: Matrix.add(Pi, 0.01), Gamma }) > 0.009);
});

test('golden A has Pi [[0,0,1],[1/2,0,0]] and Gamma [0,1/2,0]', () => {
  const { Pi, Gamma } = solveRegulation(plant({ beta: 2 }), exosystem(ramp(), { queue: 4 }));
  near(
    Pi,
    new Matrix([
      [0, 0, 1],
      [0.5, 0, 0],
    ]),
    1e-14,
    'Pi',
  );
  near(Gamma, new Matrix([[0, 0.5, 0]]), 1e-14, 'Gamma');
});

test('golden C (sinusoid of 12 periods) has Pi_n [.5,.5,0,0] and Gamma [0,-.0669873,.25,0]', () => {
  const { Pi, Gamma } = solveRegulation(plant({ beta: 2 }), exosystem(sinusoid({ cycle: 12 }), { queue: 4 }));
  near(Pi.getRowVector(1), new Matrix([[0.5, 0.5, 0, 0]]), 1e-14, 'Pi_n');
  near(Gamma, new Matrix([[0, -0.0669873, 0.25, 0]]), 5e-8, 'Gamma');
});

test('a response of 12 s at 5 s of service and a period of 10 s wants 0.7 periods of arrivals in the queue', () => {
  const exo = exosystem(ramp(), { response: 12_000, serviceTime: 5000, period: 10_000 });
  const { Pi, Gamma } = solveRegulation(plant({ beta: 2 }), exo);
  near(
    Pi,
    new Matrix([
      [0.7, 0],
      [0.5, -0.35],
    ]),
    1e-14,
    'Pi',
  );
  near(Gamma, new Matrix([[0, 0.5]]), 1e-14, 'Gamma');
});

test('a container handed work in slots serves once in ceil(Tr/T) slots', () => {
  assert.equal(servicesPerPeriod({ period: 10_000, serviceTime: 5000 }), 2);
  assert.equal(servicesPerPeriod({ period: 10_000, serviceTime: 5000, dispatch: 'each-slot' }), 1);
  // The paper's static run: 17 s a request, slots of 12.3 s, so each container is reused every second slot.
  assert.equal(servicesPerPeriod({ period: 12_300, serviceTime: 17_000, dispatch: 'each-slot' }), 1 / 2);
});

test('impossible wishes are refused in a sentence', () => {
  assert.throws(
    () => exosystem(ramp(), { response: 4000, serviceTime: 5000, period: 10_000 }),
    /at least the service time of 5 s, found 4 s/,
  );
  assert.throws(() => sinusoid({ cycle: 2 }), /more than 2 periods, found 2/);
  assert.throws(() => plant({ beta: 0 }), /above 0 requests a period, found 0/);
});
