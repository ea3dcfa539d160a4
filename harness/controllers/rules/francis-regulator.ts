/**
 * The full output regulator, exact and real-valued: u = Γ·eta + K·(x − Π·eta), with the dead time bridged by predicting
 * queue, containers and arrivals d periods ahead through the moves already under way.
 * Optimises: nothing; it drives e = q − R·eta to 0 at the rate of the poles asked, under every signal the exosystem makes.
 * Flaws: linear (an empty queue and a full house are left to the caller); the start of a container and its removal are
 * taken to last equally long; the prediction is only as good as beta and d.
 * Source: Francis 1977; the predictor is the finite-spectrum assignment of Manitius & Olbrot 1979, in discrete time
 * Artstein's reduction 1982.
 */

import type { Matrix } from 'ml-matrix';
import { plant, type Regulation, residual, solveRegulation } from './francis-equations.ts';
import type { Exosystem } from './francis-exosystem.ts';
import { placePoles } from './francis-gain.ts';
import { dot } from './francis-observer.ts';

export interface Ahead {
  queue: number;
  containers: number;
  eta: readonly number[];
}

export interface Wish {
  /** Containers to add (+) or remove (−), a real number. */
  move: number;
  /** What is expected when the move takes effect. */
  ahead: Ahead;
  wantedQueue: number;
  /** Π_n·eta: containers that would keep the wanted queue. */
  wantedContainers: number;
}

export interface Regulator extends Regulation {
  K: Matrix;
  wish(queue: number, containers: number, coming: readonly number[], eta: readonly number[]): Wish;
}

export interface RegulatorOptions {
  /** Requests that one container serves in a period. */
  beta: number;
  exo: Exosystem;
  /** Periods between asking for a container and its serving. */
  deadPeriods?: number;
  /** Closed-loop poles: how much of an error is left after a period. */
  poles?: readonly [number, number];
}

export function regulator({ beta, exo, deadPeriods = 0, poles = [0.5, 0.5] }: RegulatorOptions): Regulator {
  const undelayed = plant({ beta });
  const regulation = solveRegulation(undelayed, exo);
  const wrong = residual(undelayed, exo, regulation);
  if (!(wrong < 1e-9)) {
    throw new Error(
      `The regulator equations of the ${exo.name} exosystem are solved only to ${wrong}: scale its state nearer to 1.`,
    );
  }
  const { Pi, Gamma } = regulation;
  const K = placePoles(undelayed, poles);
  const [pi, gamma, gain] = [Pi.to2DArray(), Gamma.to1DArray(), K.to1DArray()];

  const predict = (now: Ahead, coming: readonly number[]): Ahead =>
    coming.reduce(
      ({ queue, containers, eta }, move) => ({
        queue: queue + dot(exo.W, eta) - beta * containers,
        containers: containers + move,
        eta: exo.S.map(row => dot(row, eta)),
      }),
      now,
    );

  return {
    ...regulation,
    K,
    wish: (queue, containers, coming, eta) => {
      if (coming.length !== deadPeriods) {
        throw new RangeError(
          `francis expected the ${deadPeriods} moves under way (one per dead period), found ${coming.length}: give 0 where none is.`,
        );
      }
      const ahead = predict({ queue, containers, eta }, coming);
      const wantedQueue = dot(pi[0]!, ahead.eta);
      const wantedContainers = dot(pi[1]!, ahead.eta);
      const off = [ahead.queue - wantedQueue, ahead.containers - wantedContainers];
      return { move: dot(gamma, ahead.eta) + dot(gain, off), ahead, wantedQueue, wantedContainers };
    },
  };
}
