import type { Contender, Question, Verdict } from './verdict.ts';

/** The verdict as one sentence with its numbers, for people. */
export function verdictSentence(
  { arm, word, adjustedP, ratio, wouldDo }: Omit<Verdict, 'sentence'>,
  { reference, metric, halfWidth }: Question,
  { cut }: Contender,
): string {
  const size =
    ratio.scale === 'ratio'
      ? `its ${metric} is ${figures(ratio.point)} times that of ${reference}`
      : `its ${metric} less that of ${reference} is ${figures(ratio.point)}`;
  const interval =
    ratio.n > 1
      ? `${ratio.confidence * 100} % interval ${figures(ratio.low)} to ${figures(ratio.high)}, ${ratio.n} seeds`
      : '1 seed, no interval';
  const p = adjustedP < 0.001 ? 'p < 0.001' : `p = ${adjustedP.toFixed(3)}`;
  const numbers = `${size} (${interval}; Holm-adjusted ${p})`;
  const bounds = cut?.arm
    ? `; trials of ${arm} were cut, so it cannot be called faster`
    : cut?.reference
      ? `; trials of ${reference} were cut, so ${arm} cannot be called slower`
      : '';
  const enough = `${halfWidth === undefined ? '' : ` for ± ${short(halfWidth * 100)} %`}, about ${wouldDo} seeds would do`;
  const opening = {
    faster: `${arm} is faster than ${reference}`,
    slower: `${arm} is slower than ${reference}`,
    equivalent: `${arm} and ${reference} are equivalent`,
    'no difference seen': `No difference seen between ${arm} and ${reference}`,
    'not enough trials': `Not enough trials of ${arm}${enough}`,
  }[word];
  return `${opening}: ${numbers}${bounds}.`;
}

/** Three figures, zeros among them: 1.00 says more than 1. */
const figures = (value: number): string =>
  Math.abs(value) >= 0.001 && Math.abs(value) < 999.5 ? value.toPrecision(3) : short(value);

const short = (value: number): string => String(Number(value.toPrecision(3)));
