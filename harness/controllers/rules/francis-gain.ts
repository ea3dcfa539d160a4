/**
 * Pole placement by Ackermann's formula: the one gain of a single-input system that gives the closed loop the poles asked.
 * Flaw: ill-conditioned for large systems; these have at most five states.
 * Source: Ackermann 1972; Kailath, "Linear Systems", 1980, sec. 3.2.
 */

import { Matrix, solve } from 'ml-matrix';

/** K with eig(A + B K) = poles (real, as many as A has rows; inside (−1, 1), or the loop would not settle). */
export function placePoles({ A, B }: { A: Matrix; B: Matrix }, poles: readonly number[]): Matrix {
  if (poles.length !== A.rows || poles.some(pole => !(Math.abs(pole) < 1))) {
    throw new RangeError(
      `placePoles expected ${A.rows} real poles inside (-1, 1), found [${poles.join(', ')}]: 0 is fastest, near 1 slowest.`,
    );
  }
  const reach = Matrix.zeros(A.rows, A.rows);
  let column = B;
  for (let i = 0; i < A.rows; i++) {
    reach.setColumn(i, column.to1DArray());
    column = A.mmul(column);
  }
  const polynomial = poles.reduce(
    (product, pole) => product.mmul(Matrix.sub(A, Matrix.eye(A.rows).mul(pole))),
    Matrix.eye(A.rows),
  );
  // K = −[0 … 0 1] · reach⁻¹ · Π(A − pole·I); the row times the inverse is solved, not inverted.
  const last = Matrix.zeros(A.rows, 1).set(A.rows - 1, 0, 1);
  return solve(reach.transpose(), last).transpose().mmul(polynomial).mul(-1);
}
