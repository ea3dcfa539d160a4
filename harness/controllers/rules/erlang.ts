/**
 * Erlang's formulas for c servers, Poisson arrivals and exponential service (M/M/c), and the staffing rule made of them.
 *
 * Optimises: the least containers whose MEAN wait in the steady state is at most a target.
 * Flaws: steady state only, so it knows no queue that is there already, no start delay and no trend (feed it a forecast);
 * real service times are hardly exponential, and containers that share cores slow each other down; it estimates nothing:
 * a rate measured over a short window makes it jumpy.
 * Source: Erlang 1917. B by the recursion 1/B(c) = 1 + (c/a)/B(c−1), C = B/(1 − (a/c)(1 − B)): every term is positive, so
 * nothing cancels and nothing overflows (Cooper, "Introduction to Queueing Theory", 2nd ed. 1981, ch. 3).
 */

import type { Millis } from '../../clock.ts';
import { counted } from './integer-move.ts';

/** Share of requests lost by `servers` without a queue, at `load` erlang (arrival rate × service time). */
export function erlangB(servers: number, load: number): number {
  if (load === 0) return servers === 0 ? 1 : 0;
  let inverse = 1;
  for (let c = 1; c <= servers; c++) inverse = 1 + (c / load) * inverse;
  return 1 / inverse;
}

const waitingShare = (lost: number, servers: number, load: number): number =>
  load >= servers ? 1 : lost / (1 - (load / servers) * (1 - lost));

/** Share of requests that have to wait for one of `servers`; 1 where the load is too much for them. */
export const erlangC = (servers: number, load: number): number =>
  waitingShare(erlangB(servers, load), servers, load);

const waitOf = (share: number, servers: number, load: number, serviceTime: Millis): Millis => {
  if (load === 0) return 0;
  return load >= servers ? Number.POSITIVE_INFINITY : (share * serviceTime) / (servers - load);
};

/** Mean wait of all requests, those that do not wait included: C·s/(c − a). Infinite where the queue grows for ever. */
export const meanWait = (servers: number, load: number, serviceTime: Millis): Millis =>
  waitOf(erlangC(servers, load), servers, load, serviceTime);

export interface Staffing {
  /** Requests a millisecond. */
  arrivalRate: number;
  serviceTime: Millis;
  /** Most mean wait. */
  targetWait: Millis;
  kMin?: number;
  kMax?: number;
}

/** The least containers within kMin…kMax that keep the mean wait at its target; kMax where none does. */
export function leastContainers({
  arrivalRate,
  serviceTime,
  targetWait,
  kMin = 0,
  kMax = Number.POSITIVE_INFINITY,
}: Staffing): { containers: number; wait: Millis; reason: string } {
  if (!(arrivalRate >= 0 && serviceTime > 0 && targetWait > 0 && kMin <= kMax)) {
    throw new RangeError(
      `erlang expected a rate >= 0, a service time and a target wait above 0, and kMin <= kMax, found ${arrivalRate}, ${serviceTime}, ${targetWait}, ${kMin} and ${kMax}: correct them.`,
    );
  }
  const load = arrivalRate * serviceTime;
  // One pass of the recursion serves all candidates.
  let servers = 0;
  let inverse = 1;
  let wait = waitOf(1, 0, load, serviceTime);
  while (servers < kMax && (servers < kMin || wait > targetWait)) {
    servers++;
    inverse = load === 0 ? Number.POSITIVE_INFINITY : 1 + (servers / load) * inverse;
    wait = waitOf(waitingShare(1 / inverse, servers, load), servers, load, serviceTime);
  }
  const mean = Number.isFinite(wait)
    ? `a mean wait of ${(wait / 1000).toFixed(2)} s`
    : 'an ever growing queue';
  const verdict = wait <= targetWait ? 'within' : `kMax, and above`;
  return {
    containers: servers,
    wait,
    reason: `a load of ${load.toFixed(2)} erlang gives ${counted(servers, 'container')} ${mean}: ${verdict} the ${(targetWait / 1000).toFixed(2)} s wanted`,
  };
}
