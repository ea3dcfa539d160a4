import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { plant } from '../../../harness/controllers/rules/francis-equations.ts';
import { constant, ramp, sinusoid } from '../../../harness/controllers/rules/francis-exosystem.ts';
import { placePoles } from '../../../harness/controllers/rules/francis-gain.ts';
import { observerGain } from '../../../harness/controllers/rules/francis-observer.ts';

const eigenvalues = (matrix: Matrix): number[] =>
  new EigenvalueDecomposition(matrix).realEigenvalues.toSorted((a, b) => a - b);

const assertNear = (found: readonly number[], expected: readonly number[], tolerance: number): void => {
  assert.equal(found.length, expected.length);
  for (const [i, value] of expected.entries()) {
    assert.ok(Math.abs(found[i]! - value) < tolerance, `${found} is not ${expected}`);
  }
};

test('the gain is the closed form K1 = (1-l1)(1-l2)/beta, K2 = l1 + l2 - 2, and the poles are those asked', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      fc.double({ min: -0.9, max: 0.4, noNaN: true }),
      fc.double({ min: 0.5, max: 0.95, noNaN: true }),
      (beta, l1, l2) => {
        const { A, B } = plant({ beta });
        const K = placePoles({ A, B }, [l1, l2]);
        assertNear(K.to1DArray(), [((1 - l1) * (1 - l2)) / beta, l1 + l2 - 2], 1e-12 * (1 + 1 / beta));
        assertNear(eigenvalues(Matrix.add(A, B.mmul(K))), [l1, l2], 1e-9);
      },
    ),
    { seed: 1971 },
  );
});

test('golden A has K = [1/8, -1]; its double pole at 1/2 shows in trace 1 and determinant 1/4', () => {
  const { A, B } = plant({ beta: 2 });
  const K = placePoles({ A, B }, [0.5, 0.5]);
  assertNear(K.to1DArray(), [1 / 8, -1], 1e-14);
  const closed = Matrix.add(A, B.mmul(K));
  assertNear(
    [closed.trace(), closed.get(0, 0) * closed.get(1, 1) - closed.get(0, 1) * closed.get(1, 0)],
    [1, 0.25],
    1e-14,
  );
});

test('the same formula places the poles of a plant with dead time', () => {
  const { A, B } = plant({ beta: 2, deadPeriods: 2 });
  const poles = [-0.2, 0.1, 0.4, 0.7];
  assertNear(eigenvalues(Matrix.add(A, B.mmul(placePoles({ A, B }, poles)))), poles, 1e-9);
});

test('without the predictor the undelayed gain is unstable: |eig| 1.050 for one dead period, 1.225 for two', () => {
  const K = placePoles(plant({ beta: 2 }), [0.5, 0.5]);
  const radius = (deadPeriods: number): number => {
    const { A, B } = plant({ beta: 2, deadPeriods });
    const wide = Matrix.zeros(1, A.rows).set(0, 0, K.get(0, 0)).set(0, 1, K.get(0, 1));
    const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(
      Matrix.add(A, B.mmul(wide)),
    );
    return Math.max(...realEigenvalues.map((re, i) => Math.hypot(re, imaginaryEigenvalues[i]!)));
  };
  assert.ok(Math.abs(radius(0) - 0.5) < 1e-6);
  assert.equal(radius(1).toFixed(3), '1.050');
  assert.equal(radius(2).toFixed(3), '1.225');
});

test('the observer of a ramp has the gains 2 - 2p and (1 - p)^2, that of a constant 1 - p', () => {
  for (const pole of [0, 0.3, 0.5, 0.9]) {
    assertNear(observerGain(ramp(), pole), [2 - 2 * pole, (1 - pole) ** 2], 1e-12);
    assertNear(observerGain(constant(), pole), [1 - pole], 1e-12);
  }
});

test('the observer of a sinusoid has its three poles where asked', () => {
  const { S, W } = sinusoid({ cycle: 12 });
  const L = Matrix.columnVector(observerGain(sinusoid({ cycle: 12 }), 0.5));
  const error = Matrix.sub(new Matrix(S.map(row => [...row])), L.mmul(Matrix.rowVector([...W])));
  // (E − pole·I)³ = 0 says it without the cube root that rounding takes of a triple eigenvalue.
  const shifted = Matrix.sub(error, Matrix.eye(3).mul(0.5));
  assert.ok(shifted.mmul(shifted).mmul(shifted).abs().max() < 1e-12);
});

test('poles outside the unit circle, or too few, are refused', () => {
  assert.throws(() => placePoles(plant({ beta: 2 }), [0.5]), /expected 2 real poles inside/);
  assert.throws(() => placePoles(plant({ beta: 2 }), [0.5, 1]), /found \[0.5, 1\]/);
});
