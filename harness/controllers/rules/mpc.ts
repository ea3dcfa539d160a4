/**
 * Receding horizon on the model of Torreggiani's thesis (2016, as told in the README of JacopoOrlandini/Docker-Project at
 * f28c039): p(k+1) = p(k) + u(k), r(k+1) = max(r(k) − beta·p(k+1), 0) + eta(k), with p containers, r requests waiting,
 * beta = T/Tr requests a container serves in a period, eta the new requests. A move counts after `deadPeriods`.
 *
 * Optimises, over `horizon` periods, in request-periods of waiting:
 *     Σ r(k) + price·Σ p(k) + price·startPeriods·Σ max(u(k), 0) + (price/beta)·r(end)
 * The thesis' own cost is not published, so this one is OURS: waiting against containers at the price that the experiment
 * declares, every start charged the time it costs before it serves, work left at the end charged the containers it will
 * still need. Only the first move is made; the next slot plans again.
 * Exact: the minimum over all plans in whole containers, by dynamic programming (mpc-plan.ts), whenever backlog and
 * arrivals are multiples of the grid's unit: whole requests always are, for beta = 1/m or a whole beta.
 * Approximate: else the backlog is rounded to the unit, never by more than a unit at any time, so that a move costs at
 * most 2·unit·(periods + price/beta) more than the best. The unit is at most one request, or where a grid that fine passes
 * the budget, at most what a container serves in a period.
 * Flaws: no better than its forecast; a removal is planned as slow as a start; fluid, so it does not see that requests
 * are whole, or that a busy container is not free for the next; shape and length of the horizon are guesses.
 */

import { counted, type Move } from './integer-move.ts';
import { planner } from './mpc-plan.ts';

export interface MpcSeen {
  /** Requests waiting now, r. */
  waiting: number;
  /** Containers that serve now, p. */
  containers: number;
  /** Containers that will begin (+) or cease (−) to serve in 1, 2, … deadPeriods periods. */
  coming?: readonly number[];
  /** New requests of each coming period, or one number for all; a short list holds its last value. */
  forecast: number | readonly number[];
  /** Requests that one container serves in a period, where that is known better by now. */
  beta?: number;
}

export interface MpcOptions {
  /** Requests that one container serves in a period. */
  beta: number;
  kMin: number;
  kMax: number;
  deadPeriods?: number;
  /** Periods looked at, the dead ones included. */
  horizon?: number;
  /** Price of a container-second in seconds of waiting. */
  price?: number;
  /** Container-periods that a start costs; at least one by default, or starting and stopping in turn would be free. */
  startPeriods?: number;
  /** Most backlogs looked at in a decision before the grid is coarsened; 4000 take about half a millisecond at kMax 50. */
  budget?: number;
}

/** A rule without memory: what it needs to know it is told in every slot. */
export function mpc({
  beta: firstBeta,
  kMin,
  kMax,
  deadPeriods = 0,
  horizon = 20,
  price = 1,
  startPeriods = Math.max(1, deadPeriods),
  budget = 4000,
}: MpcOptions): (seen: MpcSeen) => Move & { cost: number; unit: number } {
  if (!(firstBeta > 0 && Number.isInteger(kMin) && Number.isInteger(kMax) && 0 <= kMin && kMin <= kMax)) {
    throw new RangeError(
      `mpc expected beta > 0 and whole numbers 0 <= kMin <= kMax, found beta ${firstBeta}, kMin ${kMin}, kMax ${kMax}: correct them.`,
    );
  }
  if (!(horizon > deadPeriods)) {
    throw new RangeError(
      `mpc expected a horizon beyond its ${deadPeriods} dead periods, found ${horizon}: lengthen it, or no move can matter.`,
    );
  }
  const planMoves = planner();
  return ({ waiting, containers, coming = [], forecast, beta = firstBeta }) => {
    if (coming.length !== deadPeriods) {
      throw new RangeError(
        `mpc expected the ${deadPeriods} moves under way (one per dead period), found ${coming.length}: give 0 where none is.`,
      );
    }
    const arrivals = (k: number): number =>
      typeof forecast === 'number' ? forecast : (forecast[Math.min(k, forecast.length - 1)] ?? 0);
    // Nothing decided now can change the dead periods: they are played, not planned, and not rounded.
    let [backlog, count, sunk] = [waiting, containers, 0];
    for (const [k, move] of coming.entries()) {
      count += move;
      backlog = Math.max(backlog - beta * count, 0) + arrivals(k);
      sunk += backlog + price * (count + startPeriods * Math.max(move, 0));
    }
    const inflow = Array.from({ length: horizon - deadPeriods }, (_, i) => arrivals(deadPeriods + i));
    const plan = planMoves({
      backlog,
      count,
      inflow,
      beta,
      kMin,
      kMax,
      price,
      startPrice: price * startPeriods,
      budget,
    });
    const delta = plan.count - count;
    const when = deadPeriods === 0 ? '' : ` in ${counted(deadPeriods, 'slot')}`;
    const expected = inflow.reduce((sum, eta) => sum + eta, 0);
    return {
      delta,
      cost: sunk + plan.cost,
      unit: plan.unit,
      reason:
        `${backlog.toFixed(1)} waiting${when} and ${expected.toFixed(1)} more expected over ${counted(inflow.length, 'slot')}: ` +
        `${counted(plan.count, 'container')} instead of ${count} ${delta === 0 ? 'would not pay' : 'cost least'} (${plan.cost.toFixed(1)} request-slots)`,
    };
  };
}
