/**
 * The plant of the `francis` controller and its regulator equations, Π S = A Π + B Γ + P and 0 = C Π + Q, solved as one
 * linear system.
 * Plant, in control periods: q⁺ = q + w − beta·n (requests waiting), n⁺ = n + u (containers serving), or with a dead
 * time of d periods n⁺ = n + v1, v1⁺ = v2, …, vd⁺ = u. Error e = q − R·eta, so that C = [1 0 … 0] and Q = −R.
 * Π·eta is the state at which e stays 0, Γ·eta the move that keeps it there.
 * Flaw: linear, so it knows neither the empty queue (q >= 0) nor the bounds on n.
 * Source: Francis 1977; solved by vec(), as in Huang, "Nonlinear Output Regulation", SIAM 2004, ch. 1.
 */

import { Matrix, solve } from 'ml-matrix';
import type { Exosystem } from './francis-exosystem.ts';

export interface Plant {
  A: Matrix;
  B: Matrix;
  C: Matrix;
}

/** Requests that one container serves in a period: beta. `each-slot` dispatch hands it one request in ceil(Tr/T) slots. */
export function servicesPerPeriod({
  period,
  serviceTime,
  dispatch = 'when-free',
}: {
  period: number;
  serviceTime: number;
  dispatch?: 'each-slot' | 'when-free';
}): number {
  return dispatch === 'each-slot' ? 1 / Math.ceil(serviceTime / period) : period / serviceTime;
}

/** The plant of state [q, n, v1 … vd]. */
export function plant({ beta, deadPeriods = 0 }: { beta: number; deadPeriods?: number }): Plant {
  if (!(beta > 0)) {
    throw new RangeError(
      `francis expected a service rate above 0 requests a period, found ${beta}: give a finite service time.`,
    );
  }
  const size = 2 + deadPeriods;
  const A = Matrix.zeros(size, size);
  A.set(0, 0, 1).set(0, 1, -beta).set(1, 1, 1);
  for (let i = 1; i < size - 1; i++) A.set(i, i + 1, 1);
  const B = Matrix.zeros(size, 1).set(size - 1, 0, 1);
  const C = Matrix.zeros(1, size).set(0, 0, 1);
  return { A, B, C };
}

/** Arrivals enter the queue, and nothing else: P = [W; 0]. */
const disturbance = ({ A }: Plant, { W }: Exosystem): Matrix => {
  const P = Matrix.zeros(A.rows, W.length);
  P.setRow(0, [...W]);
  return P;
};

export interface Regulation {
  Pi: Matrix;
  Gamma: Matrix;
}

/**
 * Π and Γ. In columns stacked (vec): (Sᵀ⊗I − I⊗A) vec Π − (I⊗B) vec Γ = vec P and (I⊗C) vec Π = vec R, which is square.
 * Singular when the plant cannot pass a frequency of the exosystem, which this plant never is.
 */
export function solveRegulation(plant: Plant, exo: Exosystem): Regulation {
  const { A, B, C } = plant;
  const S = new Matrix(exo.S.map(row => [...row]));
  const one = Matrix.eye(S.rows);
  const P = disturbance(plant, exo);
  const states = A.rows * S.rows;
  const left = Matrix.zeros(states + S.rows, states + S.rows);
  left.setSubMatrix(
    Matrix.sub(S.transpose().kroneckerProduct(Matrix.eye(A.rows)), one.kroneckerProduct(A)),
    0,
    0,
  );
  left.setSubMatrix(one.kroneckerProduct(B).mul(-1), 0, states);
  left.setSubMatrix(one.kroneckerProduct(C), states, 0);
  const right = Matrix.columnVector([...P.transpose().to1DArray(), ...exo.R]);
  const x = solve(left, right).to1DArray();
  return {
    Pi: Matrix.from1DArray(S.rows, A.rows, x.slice(0, states)).transpose(),
    Gamma: Matrix.rowVector(x.slice(states)),
  };
}

/** Largest absolute entry of Π S − A Π − B Γ − P and of C Π + Q: 0 for an exact solution. */
export function residual(plant: Plant, exo: Exosystem, { Pi, Gamma }: Regulation): number {
  const S = new Matrix(exo.S.map(row => [...row]));
  const state = Pi.mmul(S).sub(plant.A.mmul(Pi)).sub(plant.B.mmul(Gamma)).sub(disturbance(plant, exo));
  const error = plant.C.mmul(Pi).sub(Matrix.rowVector([...exo.R]));
  return Math.max(Matrix.abs(state).max(), Matrix.abs(error).max());
}
