import type { VerdictWord } from '../summary.ts';
import { against, type Study, type StudyArm } from './study.ts';

/** The arm that the page speaks of first: the best of those that are faster, else the best by its ratio. */
export function leaderOf(study: Study): StudyArm | undefined {
  const sense = study.primary.better === 'lower' ? 1 : -1;
  const compared = study.arms
    .filter(arm => Number.isFinite(against(arm, study.primary.name)?.ratio.point ?? Number.NaN))
    .map(arm => ({ arm, score: sense * against(arm, study.primary.name)!.ratio.point }))
    .sort((a, b) => a.score - b.score);
  const faster = compared.find(({ arm }) => arm.summary?.verdict?.word === 'faster');
  return (faster ?? compared[0])?.arm;
}

export const wordOf = (arm: StudyArm | undefined): VerdictWord | undefined => arm?.summary?.verdict?.word;

/** Good or bad news, or none; always beside words that say the same. */
export type Tone = 'good' | 'bad' | 'doubt' | 'plain';

export const toneOf = (word: VerdictWord | undefined): Tone =>
  word === 'faster' ? 'good' : word === 'slower' ? 'bad' : 'doubt';
