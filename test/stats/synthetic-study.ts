import { bisect } from 'simple-statistics';
import type { Rng } from '../../harness/rng.ts';
import type { SeedPair } from '../../harness/stats/contrast.ts';
import { normalShare } from '../../harness/stats/distribution.ts';

export type Shape = 'normal' | 'lognormal' | 'bimodal';

export interface Case {
  readonly shape: Shape;
  /** Spread of one trial's value about its seed: coefficient of variation. */
  readonly cv: number;
  readonly seeds: number;
  readonly repetitions: number;
}

/** The true ratio of arm to reference in every synthetic study. */
export const trueRatio = 0.8;

/**
 * A positive value of mean about 1. Normal: redrawn until above 0 (at CV 1 that lowers the CV to 0.62). Bimodal: one in
 * four is of the upper mode, each mode lognormal with CV 0.1.
 */
export function draw(chance: Rng, shape: Shape, cv: number): number {
  if (shape === 'lognormal') return chance.lognormal(1, cv);
  if (shape === 'normal') {
    let value = chance.normal(1, cv);
    while (value <= 0) value = chance.normal(1, cv);
    return value;
  }
  const [low, high] = modes(cv);
  return chance.lognormal(chance.float() < 0.25 ? high : low, 0.1);
}

/** One quarter at the higher and three at the lower have mean 1 and this coefficient of variation. */
function modes(cv: number): readonly [number, number] {
  const gap = cv / Math.sqrt(0.25 * 0.75);
  return [1 - 0.25 * gap, 1 + 0.75 * gap];
}

/**
 * A study whose parameters are known. Each seed has a difficulty (lognormal, CV 0.5) that both arms meet; each trial
 * multiplies it by a draw of the shape, and the arm by `trueRatio`. Arm and reference draw from one distribution, so a
 * seed's log ratio is symmetric about log(trueRatio), whatever the shape and however many repetitions are averaged:
 * geometric mean ratio, pseudo-median ratio and ratio of means are all `trueRatio`.
 */
export function syntheticStudy(
  chance: Rng,
  { shape, cv, seeds, repetitions }: Case,
  ratio = trueRatio,
): SeedPair[] {
  return Array.from({ length: seeds }, (_, seed) => {
    const difficulty = chance.lognormal(1, 0.5);
    const values = (factor: number): number[] =>
      Array.from({ length: repetitions }, () => factor * difficulty * draw(chance, shape, cv));
    return { seed, arm: values(ratio), reference: values(1) };
  });
}

/**
 * A harder study: only the arm has two modes, the reference varies by CV 0.1, so that the log ratios lean to one side and
 * each estimator has a truth of its own. A log ratio is normal about the log of either mode, and the mean of two of them
 * about the mean of any two modes.
 */
export function lopsidedStudy(chance: Rng, cv: number, seeds: number) {
  const pairs: SeedPair[] = Array.from({ length: seeds }, (_, seed) => {
    const difficulty = chance.lognormal(1, 0.5);
    const arm = [trueRatio * difficulty * draw(chance, 'bimodal', cv)];
    return { seed, arm, reference: [difficulty * chance.lognormal(1, 0.1)] };
  });
  const [low, high] = modes(cv);
  const [a, b] = [Math.log(low), Math.log(high)];
  const sd = Math.sqrt(Math.log(1.01));
  const share = (x: number): number =>
    0.5625 * normalShare((x - a) / sd) +
    0.375 * normalShare((x - (a + b) / 2) / sd) +
    0.0625 * normalShare((x - b) / sd);
  const pseudoMedian = bisect(x => share(x) - 0.5, a - 1, b + 1, 100, 1e-9);
  return {
    pairs,
    geometricMean: trueRatio * Math.exp(0.75 * a + 0.25 * b),
    pseudoMedian: trueRatio * Math.exp(pseudoMedian),
    ratioOfMeans: trueRatio,
  };
}

/** Share of `studies` in which an interval holds the truth. */
export function coverage(
  studies: number,
  interval: (study: number) => { low: number; high: number },
): number {
  let held = 0;
  for (let study = 0; study < studies; study++) {
    const { low, high } = interval(study);
    if (low <= trueRatio && trueRatio <= high) held++;
  }
  return held / studies;
}
