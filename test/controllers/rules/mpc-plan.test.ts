import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type MpcOptions, mpc } from '../../../harness/controllers/rules/mpc.ts';

type Case = Required<Omit<MpcOptions, 'budget'>> & { budget?: number } & {
  waiting: number;
  containers: number;
  coming: number[];
  forecast: number[];
};

/** The cost of a plan, straight from the model: p(k+1) = p(k) + u(k), r(k+1) = max(r(k) − beta·p(k+1), 0) + eta(k). */
function costOf(
  { waiting, containers, forecast, beta, price, startPeriods }: Case,
  moves: readonly number[],
): number {
  let [r, p, cost] = [waiting, containers, 0];
  for (const [k, u] of moves.entries()) {
    p += u;
    r = Math.max(r - beta * p, 0) + forecast[k]!;
    cost += r + price * p + price * startPeriods * Math.max(u, 0);
  }
  return cost + (price / beta) * r;
}

/** Least cost of all plans, by trying every one, and the least that each first move allows. */
function bruteForce(asked: Case): { least: number; byFirstMove: Map<number, number> } {
  const byFirstMove = new Map<number, number>();
  const present = asked.coming.reduce((sum, move) => sum + move, asked.containers);
  const extend = (moves: number[], count: number): void => {
    if (moves.length === asked.horizon) {
      const first = moves[asked.deadPeriods]!;
      byFirstMove.set(
        first,
        Math.min(byFirstMove.get(first) ?? Number.POSITIVE_INFINITY, costOf(asked, moves)),
      );
      return;
    }
    for (let to = asked.kMin; to <= asked.kMax; to++) extend([...moves, to - count], to);
  };
  extend(asked.coming, present);
  return { least: Math.min(...byFirstMove.values()), byFirstMove };
}

const decide = (asked: Case): ReturnType<ReturnType<typeof mpc>> => mpc(asked)(asked);

/** Cases of horizon 4 and kMax 3 at most; `amount` draws backlogs and arrivals, `rate` draws beta. */
const cases = (
  rate: fc.Arbitrary<number>,
  amount: (max: number) => fc.Arbitrary<number>,
): fc.Arbitrary<Case> =>
  fc
    .record({
      beta: rate,
      kMin: fc.integer({ min: 0, max: 1 }),
      kMax: fc.integer({ min: 1, max: 3 }),
      deadPeriods: fc.integer({ min: 0, max: 3 }),
      horizon: fc.constant(4),
      price: fc.double({ min: 0.05, max: 6, noNaN: true }),
      startPeriods: fc.double({ min: 0, max: 3, noNaN: true }),
      waiting: fc.oneof(amount(8), amount(50)),
      containers: fc.integer({ min: 0, max: 5 }),
      under: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 3, maxLength: 3 }),
      forecast: fc.array(amount(9), { minLength: 4, maxLength: 4 }),
    })
    .map(({ under, ...rest }) => ({ ...rest, coming: under.slice(0, rest.deadPeriods) }));

test('with whole requests and beta whole or 1/m it finds the exact optimum of brute force, dead time or not', () => {
  const whole = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
  fc.assert(
    fc.property(cases(fc.constantFrom(1 / 3, 1 / 2, 1, 2, 3), whole), asked => {
      const { least, byFirstMove } = bruteForce(asked);
      const { delta, cost } = decide(asked);
      assert.ok(Math.abs(cost - least) < 1e-6, `cost ${cost}, brute force ${least}`);
      assert.ok(
        byFirstMove.get(delta)! < least + 1e-6,
        `move ${delta} allows only ${byFirstMove.get(delta)}`,
      );
    }),
    { seed: 2016, numRuns: 600 },
  );
});

test('with broken numbers its move loses at most two units a period against brute force', () => {
  const broken = (max: number): fc.Arbitrary<number> => fc.double({ min: 0, max, noNaN: true });
  fc.assert(
    fc.property(
      cases(fc.double({ min: 0.2, max: 4, noNaN: true }), broken),
      fc.boolean(),
      (asked, coarse) => {
        const { least, byFirstMove } = bruteForce(asked);
        const { delta, unit } = decide(coarse ? { ...asked, budget: 1 } : asked);
        const { horizon, deadPeriods, price, beta } = asked;
        const bound = 2 * unit * (horizon - deadPeriods + price / beta);
        assert.ok(coarse ? unit === beta : unit <= 1, `a unit of ${unit} requests`);
        assert.ok(
          byFirstMove.get(delta)! <= least + bound + 1e-6,
          `${byFirstMove.get(delta)} against ${least}`,
        );
      },
    ),
    { seed: 1977, numRuns: 400 },
  );
});

/** Brute force remembered: fit for a longer horizon, still straight from the model (no dead time). */
function remembered({
  waiting,
  containers,
  forecast,
  beta,
  kMin,
  kMax,
  horizon,
  price,
  startPeriods,
}: Case): number {
  const known = new Map<string, number>();
  const from = (k: number, r: number, p: number): number => {
    if (k === horizon) return (price / beta) * r;
    const key = `${k} ${r} ${p}`;
    const old = known.get(key);
    if (old !== undefined) return old;
    let least = Number.POSITIVE_INFINITY;
    for (let to = kMin; to <= kMax; to++) {
      const after = Math.max(r - beta * to, 0) + forecast[k]!;
      const cost = after + price * to + price * startPeriods * Math.max(to - p, 0) + from(k + 1, after, to);
      least = Math.min(least, cost);
    }
    known.set(key, least);
    return least;
  };
  return from(0, waiting, containers);
}

test('over 12 periods and 8 containers it costs what the plain recursion costs', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(1 / 2, 1, 2),
      fc.integer({ min: 0, max: 120 }),
      fc.integer({ min: 0, max: 8 }),
      fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 12, maxLength: 12 }),
      fc.constantFrom(0.3, 1, 4),
      (beta, waiting, containers, forecast, price) => {
        const size = { beta, kMin: 0, kMax: 8, deadPeriods: 0, horizon: 12, price, startPeriods: 2 };
        const asked = { ...size, waiting, containers, coming: [], forecast };
        assert.ok(Math.abs(decide(asked).cost - remembered(asked)) < 1e-6);
      },
    ),
    { seed: 20, numRuns: 60 },
  );
});
