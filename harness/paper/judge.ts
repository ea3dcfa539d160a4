import type { Claim, WorkloadName } from './claims.ts';
import type { Evidence } from './evidence.ts';

export type ClaimVerdict = 'reproduced' | 'not reproduced' | 'not comparable';

/** A claim with what was found and what follows; `found` in the unit of the claim's figure. */
export interface Judged {
  readonly id: string;
  readonly claim: string;
  readonly source: string;
  readonly figure: number;
  readonly found: number;
  readonly verdict: ClaimVerdict;
  /** The evidence in a sentence. */
  readonly because: string;
}

const short = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

/** Decides one claim by its rule, on the evidence of virtual time at full scale. */
export function judge(claim: Claim, evidence: Readonly<Record<WorkloadName, Evidence>>): Judged {
  const { id, claim: text, source, figure } = claim;
  const decided = (found: number, verdict: ClaimVerdict, because: string): Judged => ({
    id,
    claim: text,
    source,
    figure,
    found: Math.round(found * 1000) / 1000,
    verdict,
    because,
  });
  switch (claim.rule) {
    case 'wait-within': {
      const on = evidence[claim.workload];
      const containers = claim.arm === 'sequential' ? 1 : 5;
      const found =
        claim.arm === 'francis' ? on.francis.wait : on.fixed.find(f => f.containers === containers)!.wait;
      const off = found / figure - 1;
      const within = Math.abs(off) <= claim.tolerance;
      return decided(
        found,
        within ? 'reproduced' : 'not reproduced',
        `On workload ${claim.workload} the simulation of ${claim.arm} waits ${short(found)} s, ${off < 0 ? '−' : '+'}${Math.abs(Math.round(off * 100))} % of the claim (tolerance ${Math.round(claim.tolerance * 100)} %).`,
      );
    }
    case 'same-requests': {
      const [one, other] = claim.workloads;
      const same = evidence[one].intended === evidence[other].intended;
      const fair = evidence[other].francis.wait / evidence[other].fixed.find(f => f.containers === 5)!.wait;
      return decided(
        fair,
        same ? 'reproduced' : 'not comparable',
        `The rows served different requests (${one} and ${other}), once each; on ${other} alone, which both arms ran, the ratio is ${short(fair)}.`,
      );
    }
    case 'no-static-beats-it': {
      const { better } = evidence[claim.workload].counterfactuals;
      const { wait, cost } = evidence[claim.workload].francis;
      return better
        ? decided(
            better.wait / wait,
            'not reproduced',
            `On workload ${claim.workload} ${better.containers} static containers wait ${short(better.wait)} s for ${Math.round(better.cost)} container-seconds, Francis ${short(wait)} s for ${Math.round(cost)}.`,
          )
        : decided(1, 'reproduced', `On workload ${claim.workload} no static size waits less at lower cost.`);
    }
    case 'allocation-within': {
      const { allocation } = evidence[claim.workload];
      const off =
        allocation.reduce((sum, [, logged, ours]) => sum + Math.abs(logged - ours), 0) / allocation.length;
      const peak = (of: 1 | 2): number => Math.max(...allocation.map(row => row[of]));
      const peaks = Math.abs(peak(1) - peak(2));
      return decided(
        off,
        off <= figure && peaks <= claim.peakTolerance ? 'reproduced' : 'not reproduced',
        `Over the ${allocation.length} logged slots the allocation differs by ${short(off)} containers on average (at most ${figure}), and peaks at ${peak(2)} where the log peaks at ${peak(1)} (±${claim.peakTolerance}).`,
      );
    }
  }
}
