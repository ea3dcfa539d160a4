/**
 * Estimates the state of an arrival shape from counted arrivals: eta⁺ = S·eta + L·(counted − W·eta), with all poles of the
 * estimation error at `pole`. For a ramp this is l⁺ = l + s + (2 − 2·pole)·eps, s⁺ = s + (1 − pole)²·eps.
 * Optimises: nothing but the chosen poles (no noise model, hence no Kalman gain). Flaw: it follows noise the more, the
 * nearer the pole is to 0; with Poisson counts 0.5 to 0.8 is a usual compromise.
 * Source: Luenberger 1964; the gain is the dual of pole placement.
 */

import { Matrix } from 'ml-matrix';
import type { ArrivalShape } from './francis-exosystem.ts';
import { placePoles } from './francis-gain.ts';

export interface Observer {
  /** The estimate for the coming period, before any count a steady `level`. */
  state(): readonly number[];
  /** Takes in the arrivals counted in the period that ended. */
  see(counted: number): void;
}

/** The gain L that puts every pole of S − L·W at `pole`. */
export const observerGain = ({ S, W }: ArrivalShape, pole: number): number[] => {
  const A = new Matrix(S.map(row => [...row])).transpose();
  const B = Matrix.columnVector([...W]);
  return placePoles(
    { A, B },
    W.map(() => pole),
  )
    .mul(-1)
    .to1DArray();
};

/** Without `level` the first count is taken as the level, so that there is no start-up transient. */
export function observer(
  shape: ArrivalShape,
  { pole = 0.5, level }: { pole?: number; level?: number | undefined } = {},
): Observer {
  const gain = observerGain(shape, pole);
  let known = level !== undefined;
  let eta = shape.begin(level ?? 0);
  return {
    state: () => eta,
    see: counted => {
      if (!known) {
        known = true;
        eta = shape.begin(counted);
        return;
      }
      const surprise = counted - dot(shape.W, eta);
      eta = shape.S.map((row, i) => dot(row, eta) + gain[i]! * surprise);
    },
  };
}

export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);
