import type { Claim, ClaimVerdict, WorkloadName } from './claims.ts';
import { type Evidence, sized } from './evidence.ts';
import type { Range } from './jitter.ts';

/** What a claim came to: the figure found, in the claim's unit, the verdict, and the evidence in a sentence. */
export interface Judgement {
  readonly found: number;
  readonly verdict: ClaimVerdict;
  readonly because: string;
}

/** All that virtual time at full scale has to say. */
export interface VirtualEvidence {
  readonly on: Readonly<Record<WorkloadName, Evidence>>;
  /** Of the ratio Francis / static 5 on A. */
  readonly range: Range;
}

export const short = (value: number): string => value.toFixed(Math.abs(value) < 10 ? 2 : 1).replace('-', '−');

/** How a finding differs from a figure, as a share: −0.03 is "3 % less than". */
export const off = (share: number): string =>
  `${Math.abs(Math.round(share * 100))} % ${share < 0 ? 'less' : 'more'} than`;

/** Decides one claim by its rule, on the evidence of virtual time at full scale. */
export function judge(claim: Claim, { on, range }: VirtualEvidence): Judgement {
  const { figure } = claim;
  switch (claim.rule) {
    case 'wait-within': {
      const found =
        claim.arm === 'francis'
          ? on[claim.workload].francis.wait
          : sized(on[claim.workload], claim.arm === 'sequential' ? 1 : 5).wait;
      const by = found / figure - 1;
      return {
        found,
        verdict: Math.abs(by) <= claim.tolerance ? 'reproduced' : 'not reproduced',
        because: `On workload ${claim.workload} ${claim.arm} waits ${short(found)} s in simulation, ${off(by)} claimed (tolerance ${Math.round(claim.tolerance * 100)} %).`,
      };
    }
    case 'same-requests': {
      const [one, other] = claim.workloads;
      const fair = on[other].francis.wait / sized(on[other], 5).wait;
      return {
        found: fair,
        verdict: on[one].intended === on[other].intended ? 'reproduced' : 'not comparable',
        because: `The rows served different requests: ${on[one].requests} over ${on[one].lasting} s (${one}) against ${on[other].requests} over ${on[other].lasting} s (${other}), once each. On ${other} alone, which both arms ran, the ratio is ${short(fair)}.`,
      };
    }
    case 'ratio-in-range': {
      const { francis } = on[claim.workload];
      const point = francis.wait / sized(on[claim.workload], 5).wait;
      return {
        found: point,
        verdict: range.low <= figure && figure <= range.high ? 'reproduced' : 'not reproduced',
        because: `On workload ${claim.workload} the simulated ratio is ${short(point)}; ${range.runs} runs with measurement noise span ${short(range.low)} to ${short(range.high)} (middle 95 %).`,
      };
    }
    case 'no-static-beats-it': {
      const { counterfactuals, francis } = on[claim.workload];
      const { better } = counterfactuals;
      return {
        found: better ? better.wait / francis.wait : 1,
        verdict: better ? 'not reproduced' : 'reproduced',
        because: better
          ? `On workload ${claim.workload} ${better.containers} static containers wait ${short(better.wait)} s for ${Math.round(better.cost)} container-seconds, Francis ${short(francis.wait)} s for ${Math.round(francis.cost)}.`
          : `On workload ${claim.workload} no static size waits less at lower cost.`,
      };
    }
    case 'allocation-within': {
      const { allocation } = on[claim.workload];
      const logged = allocation.map(([, logged]) => logged);
      const ours = allocation.map(([, , simulated]) => simulated);
      return shapeWithin(claim, logged, ours);
    }
  }
}

/** Whether an allocation follows the logged one, slot by slot and in its peak. */
export function shapeWithin(
  claim: Extract<Claim, { rule: 'allocation-within' }>,
  logged: readonly number[],
  ours: readonly number[],
): Judgement {
  const mean = logged.reduce((sum, value, i) => sum + Math.abs(value - ours[i]!), 0) / logged.length;
  const [peak, ourPeak] = [Math.max(...logged), Math.max(...ours)];
  const within = mean <= claim.figure && Math.abs(peak - ourPeak) <= claim.peakTolerance;
  return {
    found: mean,
    verdict: within ? 'reproduced' : 'not reproduced',
    because: `Over the ${logged.length} logged slots the allocation differs by ${short(mean)} containers on average (at most ${claim.figure}), and peaks at ${ourPeak} where the log peaks at ${peak} (±${claim.peakTolerance}).`,
  };
}
