import { bisect } from 'simple-statistics';
import { rng } from '../rng.ts';
import { tQuantile } from './distribution.ts';
import { randomSignSum } from './signed-rank.ts';

const STUDIES = 4000;
/** Added to the power asked, so that the error of so many studies (0.6 %) does not fall short of it. */
const MARGIN = 0.01;

interface Asked {
  readonly power: number;
  readonly alpha: number;
  readonly family: number;
}

const known = new Map<string, number>();

/**
 * The effect, in spreads between seeds, at which so many seeds give the verdict "faster" or "slower" with the power
 * asked: by simulation of normal log ratios, always the same ones. The interval of 95 % must exclude no effect, and the
 * exact signed-rank p, multiplied by the size of the family as Holm's first step does, be at most alpha. Remembered.
 */
export function simulatedCriticalEffect(seeds: number, { power, alpha, family }: Asked): number {
  const key = `${seeds}/${power}/${alpha}/${family}`;
  const effect = known.get(key) ?? search(seeds, { power, alpha, family });
  known.set(key, effect);
  return effect;
}

function search(seeds: number, { power, alpha, family }: Asked): number {
  const draws = normalDraws(seeds);
  const rule = {
    t: tQuantile(1 - alpha / 2, seeds - 1),
    most: largestRejected(seeds, alpha / family),
  };
  return bisect(effect => seenShare(draws, effect, rule) - power - MARGIN, 0, 20, 60, 1e-3);
}

function normalDraws(seeds: number): Float64Array[] {
  const chance = rng(`verdict power/${seeds}`);
  return Array.from({ length: STUDIES }, () =>
    Float64Array.from({ length: seeds }, () => chance.normal(0, 1)),
  );
}

/** The largest rank sum of the values on the other side at which the exact test still rejects; −1 where there is none. */
function largestRejected(seeds: number, level: number): number {
  const chance = randomSignSum(Array.from({ length: seeds }, (_, index) => index + 1));
  let below = 0;
  let sum = 0;
  while (2 * (below + chance[sum]!) <= level) below += chance[sum++]!;
  return sum - 1;
}

/** In which share of the studies both tests see an effect that is added to every draw. */
function seenShare(
  draws: readonly Float64Array[],
  effect: number,
  { t, most }: { t: number; most: number },
): number {
  let seen = 0;
  for (const draw of draws) {
    const n = draw.length;
    let [sum, squares] = [0, 0];
    for (const value of draw) {
      sum += value;
      squares += value * value;
    }
    const variance = (squares - (sum * sum) / n) / (n - 1);
    if (sum / n + effect <= t * Math.sqrt(variance / n)) continue;
    const values = draw.map(value => value + effect).sort((a, b) => Math.abs(a) - Math.abs(b));
    let against = 0;
    for (let rank = 1; rank <= n; rank++) if (values[rank - 1]! < 0) against += rank;
    if (against <= most) seen++;
  }
  return seen / draws.length;
}
