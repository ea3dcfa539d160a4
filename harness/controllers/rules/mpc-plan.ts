/**
 * The optimal plan of mpc.ts by backward dynamic programming over (backlog, containers), on the grid of mpc-grid.ts.
 * For one backlog the best next count is found for ALL present counts in two sweeps: upwards each container dearer by a
 * start, downwards free (the distance transform of Felzenszwalb & Huttenlocher 2012). So a state costs O(1) and a
 * decision O(horizon · backlogs · kMax); it is the minimum over all plans of whole containers.
 */

import { type Grid, grid, type Planned } from './mpc-grid.ts';

export interface Plan {
  /** Containers from the first move on. */
  count: number;
  /** Of the whole plan, in request-periods. */
  cost: number;
  /** The grid, in requests. */
  unit: number;
}

/** Least cost from a period on: `costs[c·width + b − low]` for kMin + c containers and b units waiting. */
interface Layer {
  low: number;
  width: number;
  /** Cost of each unit beyond the last column. */
  slope: number;
  costs: Float64Array;
}

/** After the last period: what is left still needs its containers, price/fineness a unit. */
function terminal({ low, fineness }: Grid, { inflow, price, kMin, kMax }: Planned): Layer {
  const least = low[inflow.length]!;
  const costs = new Float64Array(kMax - kMin + 1).fill((least * price) / fineness);
  return { low: least, width: 1, slope: price / fineness, costs };
}

interface Step {
  k: number;
  later: Layer;
  grid: Grid;
  asked: Planned;
  /** Infinite: the layer then says what going on with each count costs, whatever the present one. */
  startPrice: number;
  /** Room for one row more than there are counts. */
  costs: Float64Array;
}

/** The layer of period k, given that of k + 1, but for the removals. */
function layer({ k, later, grid, asked: { kMin, kMax, price }, startPrice, costs }: Step): Layer {
  const { fineness, unit } = grid;
  const arriving = grid.inflow[k]!;
  const low = grid.low[k]!;
  const width = grid.high[k]! - low + 1;
  const next = later.costs;
  const most = later.low + later.width - 1;
  const slope = unit + later.slope;
  // The row above kMax: no such count.
  costs.fill(Number.POSITIVE_INFINITY, (kMax - kMin + 1) * width, (kMax - kMin + 2) * width);
  for (let count = kMax; count >= kMin; count--) {
    const row = (count - kMin) * width;
    const above = row + width;
    const laterRow = (count - kMin) * later.width;
    const running = price * count;
    // Three stretches of b: all served; some left, as the later layer has it; more left than that layer holds. There the
    // slope is exact where no plan empties the queue any more, and elsewhere too dear, which no optimal plan meets.
    const after = low - fineness * count + arriving;
    const served = Math.min(width, fineness * count - low + 1);
    const held = Math.min(width, most - after + 1);
    let b = 0;
    if (served > 0) {
      // The same cost whatever was waiting. Starting more than there is work for never pays: the later layer can do it too.
      costs.fill(running + arriving * unit + next[laterRow + arriving - later.low]!, row, row + served);
      b = served;
    }
    const shift = laterRow + after - later.low;
    for (; b < held; b++) {
      const here = running + (after + b) * unit + next[shift + b]!;
      costs[row + b] = Math.min(here, costs[above + b]! + startPrice);
    }
    const edge = running + most * unit + next[laterRow + later.width - 1]!;
    for (; b < width; b++) {
      const here = edge + (after + b - most) * slope;
      costs[row + b] = Math.min(here, costs[above + b]! + startPrice);
    }
  }
  return { low, width, slope, costs };
}

/** Makes removals free: having more containers never costs more than having fewer. */
function freeRemovals({ costs, width }: Layer, counts: number): void {
  for (let i = width; i < counts * width; i++) costs[i] = Math.min(costs[i]!, costs[i - width]!);
}

/** A planner keeps the memory of two layers between decisions: fresh memory would cost more than the arithmetic. */
export function planner(): (asked: Planned) => Plan {
  let memory: readonly Float64Array[] = [];
  return asked => {
    const { count, kMin, kMax, startPrice, inflow } = asked;
    const chosen = grid(asked);
    const counts = kMax - kMin + 1;
    const cells =
      (counts + 1) * (1 + chosen.high.reduce((widest, b, k) => Math.max(widest, b - chosen.low[k]!), 0));
    if ((memory[0]?.length ?? 0) < cells) memory = [new Float64Array(2 * cells), new Float64Array(2 * cells)];

    let later = terminal(chosen, asked);
    for (let k = inflow.length - 1; k > 0; k--) {
      later = layer({ k, later, grid: chosen, asked, startPrice, costs: memory[k % 2]! });
      freeRemovals(later, counts);
    }
    const first = layer({
      k: 0,
      later,
      grid: chosen,
      asked,
      startPrice: Number.POSITIVE_INFINITY,
      costs: memory[0]!,
    });
    let best: Plan = { count: kMin, cost: Number.POSITIVE_INFINITY, unit: chosen.unit };
    for (let to = kMin; to <= kMax; to++) {
      const cost = first.costs[to - kMin]! + startPrice * Math.max(0, to - count);
      // Equal costs, but for rounding: the smaller move.
      const nearer = Math.abs(to - count) < Math.abs(best.count - count);
      if (cost < best.cost - 1e-9 || (cost < best.cost + 1e-9 && nearer)) best = { ...best, count: to, cost };
    }
    return best;
  };
}
