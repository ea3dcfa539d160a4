/** How many containers: at the beginning, then after each decision; the last holds on. */
export type Sizes = readonly number[];

/** Where a search begins. `how` is handed through to the evaluation. */
export interface Start<How> {
  readonly sizes: Sizes;
  readonly how: How;
  /** What it comes to, where that was found out before. */
  readonly known?: Evaluated;
}

export interface Evaluated {
  readonly value: number;
  /** How many of the sizes mattered before all was over. */
  readonly used: number;
}

export interface Found<How> extends Start<How> {
  readonly value: number;
  /** Schedules tried, each once. */
  readonly evaluations: number;
  /** Every start was followed to where no move helps any more. */
  readonly converged: boolean;
}

interface Point<How> extends Start<How>, Evaluated {}

/**
 * The schedule of the least value that coordinate search finds: from each start, the best first, one container more or
 * less over a stretch of the schedule, long stretches first, as long as a move helps (Wright 2015, "Coordinate descent
 * algorithms", Math. Program. 151; stretches, since a single slot often helps only together with its neighbours).
 * Where a schedule is short, every stretch is set to every size. Ends when `budget` evaluations are spent.
 */
export async function coordinateSearch<How>(
  starts: readonly Start<How>[],
  evaluate: (sizes: Sizes, how: How) => Promise<Evaluated>,
  { least, most, budget }: { least: number; most: number; budget: number },
): Promise<Found<How>> {
  const known = new Map<How, Map<string, Evaluated>>();
  let evaluations = 0;
  const remember = (sizes: Sizes, how: How, found: Evaluated): void => {
    const mine = known.get(how) ?? new Map<string, Evaluated>();
    known.set(how, mine);
    mine.set(sizes.join(), found);
    evaluations++;
  };
  /** Undefined where it was not tried and there is no budget left to try it. */
  const tried = async (sizes: Sizes, how: How, free = false): Promise<Point<How> | undefined> => {
    let found = known.get(how)?.get(sizes.join());
    if (!found) {
      if (evaluations >= budget && !free) return undefined;
      found = await evaluate(sizes, how);
      remember(sizes, how, found);
    }
    return { sizes, how, ...found };
  };
  const points: Point<How>[] = [];
  for (const { sizes, how, known: value } of starts) {
    if (value) remember(sizes, how, value);
    points.push((await tried(sizes, how, true))!);
  }
  points.sort((a, b) => a.value - b.value);
  let best = points[0]!;
  for (const start of points) {
    let here = start;
    for (let helped = true; helped; ) {
      helped = false;
      for (const move of movesOf(here, { least, most })) {
        const there = await tried(moved(here.sizes, move), here.how);
        if (!there) return { ...(here.value < best.value ? here : best), evaluations, converged: false };
        if (there.value >= here.value) continue;
        here = there;
        helped = true;
      }
    }
    if (here.value < best.value) best = here;
  }
  return { ...best, evaluations, converged: true };
}

interface Move {
  readonly from: number;
  readonly to: number;
  readonly by: (size: number) => number;
}

/** Up to this length every stretch and every size is tried; beyond, stretches that halve in length, and steps of one. */
const SHORT = 8;

function* movesOf(
  { sizes, used }: { sizes: Sizes; used: number },
  { least, most }: { least: number; most: number },
): Generator<Move> {
  const reach = Math.min(sizes.length, used);
  const short = sizes.length <= SHORT;
  const steps = [(size: number) => Math.min(most, size + 1), (size: number) => Math.max(least, size - 1)];
  const values = Array.from({ length: most - least + 1 }, (_, i) => () => least + i);
  for (let length = reach; length >= 1; length = short ? length - 1 : Math.floor(length / 2)) {
    const stride = short ? 1 : Math.ceil(length / 2);
    for (let from = 0; from + length <= reach; from += stride) {
      // The last stretch reaches to the end of the schedule, whose last size holds on.
      const to = from + length === reach ? sizes.length : from + length;
      for (const by of short && most - least < SHORT ? values : steps) yield { from, to, by };
    }
  }
}

const moved = (sizes: Sizes, { from, to, by }: Move): Sizes =>
  sizes.map((size, at) => (at >= from && at < to ? by(size) : size));
