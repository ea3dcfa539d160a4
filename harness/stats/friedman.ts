import { factorial } from 'simple-statistics';
import { chiSquareTail, fTail } from './distribution.ts';
import { doubledMidRanks } from './mid-ranks.ts';
import { rangeQuantile } from './studentized-range.ts';

export interface Friedman {
  /** Mean rank of each arm over the blocks, in the order given; 1 is best. */
  readonly meanRanks: readonly number[];
  /** Corrected for ties; chi-square with k − 1 degrees of freedom when there are many blocks. */
  readonly chiSquare: number;
  readonly chiSquareP: number;
  /** Iman and Davenport's F with k − 1 and (k − 1)(n − 1) degrees of freedom: the p to read. */
  readonly f: number;
  readonly p: number;
  /** Mean ranks further apart than this differ (Nemenyi, 5 % over all pairs). */
  readonly criticalDifference: number;
  /** Indices of arms that cannot be told apart, best first; the largest such sets, so that they may overlap. */
  readonly groups: readonly (readonly number[])[];
  /** Blocks. */
  readonly n: number;
  readonly method: string;
}

/**
 * Do any of k arms differ over n blocks? Friedman's test on the ranks within blocks, corrected for ties (Friedman 1937,
 * JASA 32; Conover 1999, section 5.8), with p from Iman & Davenport's F (1980, Comm. Stat. A9), since chi-square is too
 * timid for few blocks; then Nemenyi's critical difference q / √2 · √(k(k + 1) / 6n), q being the 95 % quantile of the
 * studentized range (Nemenyi 1963; Demšar 2006, JMLR 7, section 3.2.2 and table 5).
 * `blocks` holds, for each seed, one value for each arm; repetitions are averaged before.
 */
export function friedman(
  blocks: readonly (readonly number[])[],
  { better = 'lower' }: { better?: 'lower' | 'higher' } = {},
): Friedman {
  const n = blocks.length;
  const k = blocks[0]?.length ?? 0;
  if (n < 2 || k < 2 || blocks.some(block => block.length !== k || !block.every(Number.isFinite))) {
    throw new Error(
      `Friedman's test needs at least 2 blocks of a finite value for each of at least 2 arms; here are ${n} blocks of ${k}.`,
    );
  }
  const ranks = blocks.map(block =>
    doubledMidRanks(better === 'lower' ? block : block.map(value => -value)).map(rank => rank / 2),
  );
  const meanRanks = Array.from({ length: k }, (_, arm) => ranks.reduce((sum, row) => sum + row[arm]!, 0) / n);
  const middle = (k + 1) / 2;
  const between = n * n * meanRanks.reduce((sum, rank) => sum + (rank - middle) ** 2, 0);
  const within = ranks.flat().reduce((sum, rank) => sum + (rank - middle) ** 2, 0);
  // All tied in every block: nothing differs.
  const chiSquare = within === 0 ? 0 : ((k - 1) * between) / within;
  const most = n * (k - 1);
  const f = most - chiSquare < 1e-9 ? Infinity : ((n - 1) * chiSquare) / (most - chiSquare);
  const criticalDifference = (rangeQuantile(0.95, k) / Math.SQRT2) * Math.sqrt((k * (k + 1)) / (6 * n));
  return {
    meanRanks,
    chiSquare,
    chiSquareP: chiSquareTail(chiSquare, k - 1),
    f,
    p: f === Infinity ? unanimity(blocks[0]!, n) : fTail(f, k - 1, (k - 1) * (n - 1)),
    criticalDifference,
    groups: indistinct(meanRanks, criticalDifference),
    n,
    method: 'Friedman test (Iman–Davenport F), Nemenyi critical difference',
  };
}

/** Exact: all blocks rank the arms as the first does, which has k! (less for ties) equally likely orders. */
function unanimity(first: readonly number[], n: number): number {
  const tied = Object.values(Object.groupBy(first, value => value)).map(values => factorial(values!.length));
  const orders = factorial(first.length) / tied.reduce((product, ways) => product * ways, 1);
  return orders ** (1 - n);
}

function indistinct(meanRanks: readonly number[], apart: number): number[][] {
  const order = meanRanks.map((_, index) => index).sort((a, b) => meanRanks[a]! - meanRanks[b]!);
  const groups: number[][] = [];
  let reached = 0;
  order.forEach((first, from) => {
    let to = from;
    while (to < order.length && meanRanks[order[to]!]! - meanRanks[first]! <= apart) to++;
    if (to > reached) groups.push(order.slice(from, to));
    reached = Math.max(reached, to);
  });
  return groups;
}
