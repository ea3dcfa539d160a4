/**
 * The grid on which mpc.ts plans: the backlogs that can be waiting at each period, in units of beta/fineness requests, so
 * that a container removes `fineness` whole units a period and every state falls on the grid without interpolation.
 * Exact when backlog and arrivals are whole units; else they are rounded, cumulatively, so that no backlog is ever off by
 * more than a unit. Left out are only backlogs that no optimal plan passes.
 */

export interface Planned {
  /** Requests waiting, and containers, when the first move of the plan is made. */
  backlog: number;
  count: number;
  /** New requests of each period. */
  inflow: readonly number[];
  /** Requests that one container serves in a period. */
  beta: number;
  kMin: number;
  kMax: number;
  /** Of a container for a period, in request-periods. */
  price: number;
  /** Of one start, in request-periods. */
  startPrice: number;
  /** Most backlogs looked at, over all periods; a grid of one unit a container-period may pass it. */
  budget: number;
}

export interface Grid {
  fineness: number;
  /** Requests in a unit. */
  unit: number;
  /** Units that arrive in period k. */
  inflow: Int32Array;
  /** Least and most units worth looking at when period k begins. */
  low: Int32Array;
  high: Int32Array;
  /** Backlogs in all periods. */
  states: number;
}

/**
 * How many units an optimal plan can ever be above the least backlog of that period (all containers at work from the start).
 * Any plan costs at least that waiting plus the container-time of all work; so what the best of some simple plans (never
 * more than `most` containers, never more than there is work for) costs beyond that is all that is left to be spent.
 */
function headroom(asked: Planned, { fineness, unit, inflow, low }: Omit<Grid, 'high' | 'states'>): number {
  const { count, kMin, kMax, price, startPrice } = asked;
  const unitWork = price / fineness;
  let [leastWaiting, work] = [0, low[0]!];
  for (const [k, units] of inflow.entries()) {
    leastWaiting += low[k + 1]!;
    work += units;
  }
  let spent = Number.POSITIVE_INFINITY;
  for (let most = kMin; most <= kMax; most++) {
    let [b, waiting, present, containers] = [low[0]!, 0, count, 0];
    for (const units of inflow) {
      const held = Math.max(kMin, Math.min(most, Math.ceil(b / fineness)));
      containers += price * held + startPrice * Math.max(0, held - present);
      present = held;
      b = Math.max(b - fineness * held, 0) + units;
      waiting += b;
    }
    spent = Math.min(spent, unit * (waiting - leastWaiting) + containers + unitWork * (b - work));
  }
  return Math.ceil(spent / unit + 1e-6);
}

function gridOf(asked: Planned, fineness: number): Grid {
  const { backlog, inflow, beta, kMin, kMax } = asked;
  const unit = beta / fineness;
  const periods = inflow.length;
  const units = new Int32Array(periods);
  const low = new Int32Array(periods + 1).fill(Math.round(backlog / unit));
  // What rounding the backlog added or left out, the arrivals make good as they come.
  let rest = backlog / unit - low[0]!;
  for (let k = 0; k < periods; k++) {
    rest += inflow[k]! / unit;
    units[k] = Math.max(0, Math.round(rest));
    rest -= units[k]!;
    low[k + 1] = Math.max(low[k]! - fineness * kMax, 0) + units[k]!;
  }
  const room = headroom(asked, { fineness, unit, inflow: units, low });
  const high = low.slice();
  let states = 1;
  for (let k = 0; k < periods; k++) {
    const idle = Math.max(high[k]! - fineness * kMin, 0) + units[k]!;
    // From here up no plan empties the queue any more, and the cost grows by the same for every further unit.
    const busy = Math.max(low[k + 1]!, fineness * kMax * (periods - k - 1));
    high[k + 1] = Math.min(idle, busy, low[k + 1]! + room);
    states += high[k + 1]! - low[k + 1]! + 1;
  }
  return { fineness, unit, inflow: units, low, high, states };
}

/**
 * A grid of at most a request a unit, if the budget of states allows; never coarser than one container-period a unit.
 * For whole beta the units are whole requests, for beta = 1/m they are m to the request: both exact for whole requests.
 */
export function grid(asked: Planned): Grid {
  const { beta, budget } = asked;
  const coarse = gridOf(asked, 1);
  const fineness = Math.min(Math.ceil(beta), Math.floor(budget / coarse.states));
  return fineness > 1 ? gridOf(asked, fineness) : coarse;
}
