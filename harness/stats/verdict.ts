import type { VerdictWord } from '../summary.ts';
import { type Comparison, contrasts, type SeedPair } from './contrast.ts';
import { seedsForHalfWidth, spreadOf } from './detectable.ts';
import { equivalence } from './equivalence.ts';
import { largestFamily, seedsForFamily } from './family-size.ts';
import { holm } from './holm.ts';
import { pairedRatio } from './paired-ratio.ts';
import { halfWidthOf } from './sequential.ts';
import { signedRank } from './signed-rank.ts';
import { verdictSentence } from './verdict-sentence.ts';

/** Below this many seeds no verdict is given. */
export const fewestSeeds = 9;

/** An arm with its values of the primary metric. `cut`: a trial was cut at its limit, so that values are lower bounds. */
export interface Contender {
  readonly arm: string;
  readonly seeds: readonly SeedPair[];
  readonly cut?: { readonly arm: boolean; readonly reference: boolean };
}

export interface Question {
  readonly reference: string;
  readonly metric: string;
  readonly better?: 'lower' | 'higher';
  /** The smallest ratio worth talking about: 0.05 is 5 %. */
  readonly delta?: number;
  /** Half-width that the study was asked to reach, if it was. */
  readonly halfWidth?: number;
  readonly alpha?: number;
  /** Seeds below which there is no verdict; fewer only to ask what a verdict would be without some of them. */
  readonly fewest?: number;
}

export interface Verdict {
  readonly arm: string;
  readonly word: VerdictWord;
  readonly sentence: string;
  /** Exact signed-rank p, and Holm's adjustment of it in the family. */
  readonly p: number;
  readonly adjustedP: number;
  readonly ratio: Comparison;
  /** Seeds that would do, where there are not enough. */
  readonly wouldDo?: number;
}

/**
 * The verdicts of one family: all arms against the reference on the primary metric of one study. Faster or slower where
 * the headline's interval excludes 1 and the Holm-adjusted exact p is at most `alpha`; else equivalent by two one-sided
 * tests; else no difference seen. Not enough trials: fewer than 9 seeds, an interval wider than asked, or a family in
 * which Holm cannot reject at all. "Faster" means better on the primary metric. An arm with a cut trial cannot be called
 * faster, nor against a cut reference slower, nor either equivalent: the true value is beyond the one that was seen.
 */
export function verdicts(family: readonly Contender[], question: Question): Verdict[] {
  const ps = family.map(({ seeds }) => signedRank(contrasts(seeds).values).p);
  const adjusted = holm(ps);
  return family.map((contender, index) => {
    const ratio = pairedRatio(contender.seeds);
    const found = {
      arm: contender.arm,
      p: ps[index]!,
      adjustedP: adjusted[index]!,
      ratio,
      ...judge(contender, question, { ratio, adjustedP: adjusted[index]!, family: family.length }),
    };
    return { ...found, sentence: verdictSentence(found, question, contender) };
  });
}

function judge(
  { seeds, cut }: Contender,
  { better = 'lower', delta = 0.05, halfWidth = Infinity, alpha = 0.05, fewest = fewestSeeds }: Question,
  { ratio, adjustedP, family }: { ratio: Comparison; adjustedP: number; family: number },
): { word: VerdictWord; wouldDo?: number } {
  const spread = spreadOf(seeds);
  const forWidth = Number.isFinite(halfWidth) && spread > 0 ? seedsForHalfWidth(halfWidth, { spread }) : 0;
  const wouldDo = Math.max(fewestSeeds, forWidth, seedsForFamily(family, { alpha }));
  if (ratio.n < fewest) return { word: 'not enough trials', wouldDo };
  // An estimate from the seeds at hand: at least one more than there are.
  if (ratio.scale === 'ratio' && halfWidthOf(ratio) > halfWidth) {
    return { word: 'not enough trials', wouldDo: Math.max(wouldDo, ratio.n + 1) };
  }
  const none = ratio.scale === 'ratio' ? 1 : 0;
  if (adjustedP <= alpha && (ratio.high < none || ratio.low > none)) {
    const faster = better === 'lower' ? ratio.high < none : ratio.low > none;
    const barred = faster ? cut?.arm : cut?.reference;
    return { word: barred ? 'no difference seen' : faster ? 'faster' : 'slower' };
  }
  const bounded = cut?.arm || cut?.reference;
  if (!bounded && equivalence(seeds, { delta }).equivalent) return { word: 'equivalent' };
  if (family > largestFamily(ratio.n, { alpha })) return { word: 'not enough trials', wouldDo };
  return { word: 'no difference seen' };
}
