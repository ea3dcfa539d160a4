/**
 * Exosystems of the output regulator: what drives the queue from outside, as a linear system of its own,
 * eta⁺ = S·eta, arrivals w = W·eta, wanted queue R·eta. One step is one control period; arrivals are requests a period.
 * Flaw of all: a shape that the traffic does not have is tracked with a standing error (a constant under a ramp lags).
 * Source: Francis, "The linear multivariable regulator problem", SIAM J. Control Optim. 15 (1977).
 */

import type { Millis } from '../../clock.ts';

type Rows = readonly (readonly number[])[];

/** A shape of arrivals: `begin` is its state for a steady level, in requests a period. */
export interface ArrivalShape {
  name: string;
  S: Rows;
  W: readonly number[];
  begin(level: number): number[];
}

/** Arrivals that stay as they are. */
export const constant = (): ArrivalShape => ({ name: 'constant', S: [[1]], W: [1], begin: level => [level] });

/** Arrivals that grow or shrink by a slope: state [level, slope]. */
export const ramp = (): ArrivalShape => ({
  name: 'ramp',
  S: [
    [1, 1],
    [0, 1],
  ],
  W: [1, 0],
  begin: level => [level, 0],
});

/** Arrivals that swing around a mean once in `cycle` periods: state [mean, cosine, sine]. */
export function sinusoid({ cycle }: { cycle: number }): ArrivalShape {
  if (!(cycle > 2)) {
    throw new RangeError(
      `sinusoid expected a cycle of more than 2 periods, found ${cycle}: sample faster or choose a longer cycle.`,
    );
  }
  const cos = Math.cos((2 * Math.PI) / cycle);
  const sin = Math.sin((2 * Math.PI) / cycle);
  return {
    name: 'sinusoid',
    S: [
      [1, 0, 0],
      [0, cos, sin],
      [0, -sin, cos],
    ],
    W: [1, 1, 0],
    begin: level => [level, 0, 0],
  };
}

/**
 * What e = 0 means. `queue`: so many requests waiting. `response`: a mean response time, turned into a queue by
 * Little's law: of `response`, `serviceTime` is spent in service, the rest is the queue's, (response − serviceTime)/period
 * periods of arrivals.
 */
export type Target = { queue: number } | { response: Millis; serviceTime: Millis; period: Millis };

/** Arrivals and target together. */
export interface Exosystem {
  name: string;
  S: Rows;
  W: readonly number[];
  R: readonly number[];
  /** The whole state, given that of the arrivals. */
  state(arrivals: readonly number[]): number[];
}

export function exosystem(arrivals: ArrivalShape, target: Target): Exosystem {
  const { name, S, W } = arrivals;
  if ('queue' in target) {
    // A wanted queue is one more state, which never changes.
    return {
      name,
      S: [...S.map(row => [...row, 0]), [...W.map(() => 0), 1]],
      W: [...W, 0],
      R: [...W.map(() => 0), 1],
      state: eta => [...eta, target.queue],
    };
  }
  const { response, serviceTime, period } = target;
  if (!(response >= serviceTime)) {
    throw new RangeError(
      `The response-time target expected at least the service time of ${serviceTime / 1000} s, found ${response / 1000} s: no number of containers is faster than that.`,
    );
  }
  const periods = (response - serviceTime) / period;
  return { name, S, W, R: W.map(weight => periods * weight), state: eta => [...eta] };
}
