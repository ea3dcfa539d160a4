import type { Estimate } from '../stats/estimate.ts';
import type { Claim, ClaimVerdict } from './claims.ts';
import { off, shapeWithin, short } from './judge.ts';
import type { Measured } from './measured.ts';

/** What a real engine says of a claim: a verdict only where a whole interval lies on one side of the line. */
export interface MeasuredJudgement {
  readonly found: number;
  readonly verdict: ClaimVerdict | 'undecided';
  readonly because: string;
}

/** Below this share of the CPU that the design allows, something else took it (METHOD, rule 13); percent. */
const enoughDelivered = 95;

/** Undefined where the study did not run what the claim is about. A disturbed host decides nothing. */
export function judgeMeasured(claim: Claim, all: readonly Measured[]): MeasuredJudgement | undefined {
  if (claim.rule === 'same-requests' || claim.rule === 'no-static-beats-it') return undefined;
  const on = all.find(({ workload }) => workload === claim.workload);
  const judged = on && judgeOn(claim, on);
  if (!judged || !(on.delivered < enoughDelivered)) return judged;
  return {
    ...judged,
    verdict: 'undecided',
    because: `${judged.because} The host delivered only ${short(on.delivered)} % of the CPU that the design allows, so this decides nothing.`,
  };
}

type Measurable = Exclude<Claim, { rule: 'same-requests' | 'no-static-beats-it' }>;

function judgeOn(claim: Measurable, on: Measured): MeasuredJudgement | undefined {
  switch (claim.rule) {
    case 'wait-within': {
      if (claim.arm === 'sequential') return undefined;
      const wait = claim.arm === 'francis' ? on.francis.wait : on.static5.wait;
      const [low, high] = [claim.figure * (1 - claim.tolerance), claim.figure * (1 + claim.tolerance)];
      const inside = low <= wait.low && wait.high <= high;
      const outside = wait.high < low || high < wait.low;
      return {
        found: wait.point,
        verdict: !known(wait)
          ? 'undecided'
          : inside
            ? 'reproduced'
            : outside
              ? 'not reproduced'
              : 'undecided',
        because: `${capital(claim.arm)} waited ${withInterval(wait, ' s')}, ${off(wait.point / claim.figure - 1)} claimed (tolerance ${Math.round(claim.tolerance * 100)} %).`,
      };
    }
    case 'ratio-in-range': {
      const { ratio } = on;
      if (!ratio) return undefined;
      const contains = ratio.low <= claim.figure && claim.figure <= ratio.high;
      return {
        found: ratio.point,
        verdict: !known(ratio)
          ? 'undecided'
          : ratio.low >= 1
            ? 'not reproduced'
            : contains && ratio.high < 1
              ? 'reproduced'
              : 'undecided',
        because: `The measured ratio is ${withInterval(ratio)}, against ${claim.figure} in the logs.`,
      };
    }
    case 'allocation-within': {
      const shape = shapeWithin(
        claim,
        on.allocation.map(([, logged]) => logged),
        on.allocation.map(([, , , median]) => median),
      );
      return on.peaks.length > 1
        ? shape
        : { ...shape, verdict: 'undecided', because: `${shape.because} Measured once.` };
    }
  }
}

const known = ({ n, confidence }: Estimate): boolean => n > 1 && confidence > 0;

/** "98.2 s [95.1, 101.3] (n = 9)", or "98.2 s (measured once, so without an interval)". */
const withInterval = (estimate: Estimate, unit = ''): string =>
  known(estimate)
    ? `${short(estimate.point)}${unit} [${short(estimate.low)}, ${short(estimate.high)}] (n = ${estimate.n})`
    : `${short(estimate.point)}${unit} (measured once, so without an interval)`;

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
