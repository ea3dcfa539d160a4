import type { Summary } from '../summary.ts';
import { capital, unbroken } from './format.ts';
import { leadingArm } from './leader.ts';
import { plain } from './plain.ts';

const most = 40;

/** The metric that decides, as the summary describes it. */
export const primaryOf = ({ primary, metrics }: Summary) =>
  metrics.find(metric => metric.name === primary) ?? {
    name: primary,
    unit: '1' as const,
    better: 'lower' as const,
  };

/** The answer of a study in as few words as can be: a heading. */
export function answerOf(summary: Summary): string {
  if (!summary.likeForLike.ok) return 'No comparison: the trials are not like for like';
  const found = summary.workloads.find(workload => leadingArm(workload.arms, primaryOf(summary)));
  const leader = found && leadingArm(found.arms, primaryOf(summary));
  if (!found || !leader?.verdict) return plain(summary.headline, { most: 200 });
  const name = (arm: string): string => unbroken(plain(arm, { most }));
  const [best, reference] = [name(leader.arm), name(summary.reference)];
  const judged = found.arms.filter(arm => arm.verdict);
  const faster = judged.filter(arm => arm.verdict?.word === 'faster').length;
  const said = {
    faster: `${best} is faster than ${reference}`,
    slower: judged.length > 1 ? `no arm is faster than ${reference}` : `${best} is slower than ${reference}`,
    equivalent: `${best} and ${reference} are equivalent`,
    'no difference seen': `no difference seen between ${best} and ${reference}`,
    'not enough trials': `not enough trials to compare ${best} with ${reference}`,
  }[leader.verdict.word];
  const many = faster === judged.length ? `all ${faster}` : `${faster} of ${judged.length}`;
  const sentence =
    judged.length > 1 && faster > 0 ? `${many} arms are faster than ${reference}; ${best} most of all` : said;
  if (summary.workloads.length > 1) return `On ${plain(found.workload, { most })}, ${sentence}`;
  // An arm's name keeps its small letter.
  return sentence.startsWith(best) ? sentence : capital(sentence);
}
