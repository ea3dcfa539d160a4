import { sampleStandardDeviation } from 'simple-statistics';
import { contrasts, type SeedPair } from './contrast.ts';
import { tQuantile } from './distribution.ts';
import { largestFamily, seedsForFamily } from './family-size.ts';
import { simulatedCriticalEffect } from './verdict-power.ts';

/** Standard deviation of the log ratios between seeds; NaN below two seeds, or where there are no ratios. */
export function spreadOf(seeds: readonly SeedPair[]): number {
  const { scale, values } = contrasts(seeds);
  return scale === 'ratio' && values.length > 1 ? sampleStandardDeviation(values) : Number.NaN;
}

export interface Detection {
  /** Standard deviation of the log ratio between seeds. */
  readonly spread: number;
  /** Chance of seeing an effect that is there. */
  readonly power?: number;
  /** Chance of seeing one that is not, shared by the family as Holm's first step does. */
  readonly alpha?: number;
  readonly family?: number;
}

/** The smallest ratio (above 1; its inverse alike) that this many seeds detect. */
export const smallestDetectable = (seeds: number, detection: Detection): number =>
  seeds < 2 ? Infinity : Math.exp(criticalEffect(seeds, detection) * detection.spread);

/** The fewest seeds that detect this ratio. */
export function seedsToDetect(ratio: number, detection: Detection): number {
  if (!(ratio > 0) || ratio === 1) {
    throw new Error(`Seeds to detect a ratio are known for one above 0 other than 1, not for ${ratio}.`);
  }
  const effect = Math.abs(Math.log(ratio)) / detection.spread;
  // Begun a little below where the formula of many seeds ends, since the search by single seeds is slow; but never
  // below the seeds with which the exact test can reject at all.
  const formula = fewest(1 / effect, df => bothTails(df, detection));
  let n = Math.max(seedsForFamily(detection.family ?? 1, detection), Math.floor(formula * 0.8));
  while (criticalEffect(n, detection) > effect) n++;
  return n;
}

/** The fewest seeds whose expected interval is no wider than × or ÷ (1 + halfWidth): n ≥ (t · s / log(1 + halfWidth))². */
export function seedsForHalfWidth(
  halfWidth: number,
  { spread, confidence = 0.95 }: { spread: number; confidence?: number },
): number {
  if (!(halfWidth > 0)) throw new Error(`A half-width is above 0 (0.05 is 5 %), not ${halfWidth}.`);
  return fewest(spread / Math.log1p(halfWidth), df => tQuantile((1 + confidence) / 2, df));
}

/** Beyond this many seeds the formula is as good as simulation. */
const MANY = 40;
/** What asking two tests at once loses beyond the formula, measured at 50 to 150 seeds. */
const LOST = 0.02;

/**
 * The smallest effect, in spreads, that is seen with the power asked. Where the exact test is coarse, by simulation of
 * the verdict itself (see verdict-power.ts). With many seeds (t(1 − α/2) + t(power)) / √(n · 3/π) with n − 1 degrees
 * of freedom: the paired t test's (NIST/SEMATECH e-Handbook of Statistical Methods, 7.2.2.2), with fewer seeds counted, by
 * 3/π, because the verdict asks the signed-rank test as well, whose efficiency that is (Hodges & Lehmann 1956, Ann. Math.
 * Stat. 27). Below 6 seeds, where the exact test rejects nothing, the formula tells what the interval alone would.
 */
function criticalEffect(seeds: number, detection: Detection): number {
  const { power = 0.8, alpha = 0.05, family = 1 } = detection;
  if (seeds > MANY || largestFamily(seeds, { alpha }) < family)
    return bothTails(seeds - 1, { ...detection, power: power + LOST }) / Math.sqrt(seeds);
  return simulatedCriticalEffect(seeds, { power, alpha, family });
}

function bothTails(df: number, { power = 0.8, alpha = 0.05, family = 1 }: Omit<Detection, 'spread'>): number {
  return (tQuantile(1 - alpha / family / 2, df) + tQuantile(power, df)) * Math.sqrt(Math.PI / 3);
}

/** The smallest n ≥ 2 with √n ≥ factor(n − 1) · scale; begun where many degrees of freedom, which ask for less, end. */
function fewest(scale: number, factor: (df: number) => number): number {
  let n = Math.max(2, Math.floor((factor(1e6) * scale) ** 2));
  while (Math.sqrt(n) < factor(n - 1) * scale) n++;
  return n;
}
