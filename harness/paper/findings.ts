import type { Results } from '../results.ts';
import { type Claim, readClaims, type WorkloadName, workloadNames } from './claims.ts';
import { type Evidence, gather } from './evidence.ts';
import { loggedRun } from './figures.ts';
import { jitterRange, type Range } from './jitter.ts';
import { type Judgement, judge } from './judge.ts';
import { judgeMeasured, type MeasuredJudgement } from './judge-measured.ts';
import { type Measured, measured } from './measured.ts';
import { notes } from './notes.ts';
import { type Published, publishedTable } from './published.ts';
import { type Replayed, replayDecisions } from './replayed.ts';

/** A claim with what virtual time says of it, and a real engine where it was asked. */
export interface JudgedClaim extends Judgement {
  readonly id: string;
  readonly claim: string;
  readonly source: string;
  readonly figure: number;
  readonly recorded: Claim['recorded'];
  readonly measured?: MeasuredJudgement;
}

/** All that a page needs about the paper: `paper.json` of a results folder. Times in paper seconds. */
export interface Findings {
  readonly format: 1;
  readonly published: Published;
  readonly evidence: readonly Evidence[];
  /** Of the ratio on A in virtual time. */
  readonly range: Range;
  readonly decisions: Replayed;
  /** Empty for a study in virtual time, which is the evidence already. */
  readonly measured: readonly Measured[];
  readonly claims: readonly JudgedClaim[];
  /** Where figures and logs disagree, and why. */
  readonly notes: readonly string[];
  /** Verdicts that are not those recorded in claims.json, in words. */
  readonly changed: readonly string[];
}

/** Holds the paper's claims against virtual time at full scale, and against a study on a real engine. */
export async function findings(results: Results): Promise<Findings> {
  const real = results.manifest.engine.name !== 'simulated';
  const evidence: Evidence[] = [];
  for (const workload of workloadNames) evidence.push(await gather(workload));
  const on = Object.fromEntries(evidence.map(one => [one.workload, one])) as Record<WorkloadName, Evidence>;
  const range = await jitterRange(loggedRun('log-A-francis'));
  const found = real ? await measured(results) : [];
  const claims = readClaims().map((claim): JudgedClaim => {
    const { id, claim: words, source, figure, recorded } = claim;
    const seen = judgeMeasured(claim, found);
    return {
      id,
      claim: words,
      source,
      figure,
      recorded,
      ...judge(claim, { on, range }),
      ...(seen ? { measured: seen } : {}),
    };
  });
  return {
    format: 1,
    published: publishedTable(),
    evidence,
    range,
    decisions: replayDecisions(),
    measured: found,
    claims,
    notes: notes(evidence, found),
    changed: changed(claims),
  };
}

/**
 * In virtual time any other verdict is a change. On a real engine only one that a whole interval stands behind is:
 * "undecided" changes nothing.
 */
export const changed = (claims: readonly JudgedClaim[]): string[] =>
  claims.flatMap(({ id, verdict, because, recorded, measured }) => [
    ...(verdict === recorded.virtual
      ? []
      : [`${id}: recorded as ${recorded.virtual} in virtual time, found ${verdict}. ${because}`]),
    ...(!measured ||
    !recorded.docker ||
    measured.verdict === 'undecided' ||
    measured.verdict === recorded.docker
      ? []
      : [`${id}: recorded as ${recorded.docker} on Docker, found ${measured.verdict}. ${measured.because}`]),
  ]);
