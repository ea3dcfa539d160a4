import type { ArmSummary, VerdictWord } from '../summary.ts';
import type { MetricInfo } from './metric-label.ts';
import type { Study, StudyArm } from './study.ts';

/** The arm to speak of first: the best of those that are faster, else the best by its ratio. */
export function leadingArm(
  arms: readonly ArmSummary[],
  { name, better }: MetricInfo,
): ArmSummary | undefined {
  const sense = better === 'lower' ? 1 : -1;
  const compared = arms
    .filter(arm => Number.isFinite(arm.against?.[name]?.ratio.point ?? Number.NaN))
    .sort((a, b) => sense * (a.against![name]!.ratio.point - b.against![name]!.ratio.point));
  return compared.find(arm => arm.verdict?.word === 'faster') ?? compared[0];
}

export function leaderOf(study: Study): StudyArm | undefined {
  const leader = leadingArm(study.summary.arms, study.primary);
  return study.arms.find(arm => leader && arm.arm === leader.arm);
}

export const wordOf = (arm: StudyArm | undefined): VerdictWord | undefined => arm?.summary?.verdict?.word;

/** Good or bad news, or none; always beside words that say the same. */
export type Tone = 'good' | 'bad' | 'doubt' | 'plain';

export const toneOf = (word: VerdictWord | undefined): Tone =>
  word === 'faster' ? 'good' : word === 'slower' ? 'bad' : 'doubt';
