import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerOf } from '../../harness/report/answer.ts';
import { leadingArm } from '../../harness/report/leader.ts';
import { metricLabel, withUnit } from '../../harness/report/metric-label.ts';
import type { ArmSummary, Summary, VerdictWord } from '../../harness/summary.ts';

const primary = { name: 'wait.mean', unit: 's', better: 'lower' as const };
const arm = (name: string, point: number, word: VerdictWord): ArmSummary =>
  ({
    arm: name,
    against: { 'wait.mean': { ratio: { point } } },
    verdict: { word, sentence: '', p: 0, adjustedP: 0 },
  }) as unknown as ArmSummary;
const summary = (...arms: ArmSummary[]): Summary =>
  ({
    reference: 'fixed at 5',
    primary: 'wait.mean',
    metrics: [primary],
    headline: 'the headline',
    likeForLike: { ok: true, differences: [] },
    workloads: [{ workload: 'bursts', arms }],
  }) as unknown as Summary;
const said = (...arms: ArmSummary[]): string => answerOf(summary(...arms)).replaceAll('\u00a0', ' ');

describe('the answer of a study in one line', () => {
  it('says who is faster, slower, the same, or that nobody knows', () => {
    assert.equal(said(arm('francis from 2', 0.8, 'faster')), 'francis from 2 is faster than fixed at 5');
    assert.equal(said(arm('francis from 2', 1.3, 'slower')), 'francis from 2 is slower than fixed at 5');
    assert.equal(said(arm('a', 1, 'equivalent')), 'a and fixed at 5 are equivalent');
    assert.equal(said(arm('a', 0.9, 'no difference seen')), 'No difference seen between a and fixed at 5');
    assert.equal(said(arm('a', 0.5, 'not enough trials')), 'Not enough trials to compare a with fixed at 5');
  });

  it('names the best of those that are faster, not one that only looks better', () => {
    const arms = [
      arm('lucky', 0.5, 'no difference seen'),
      arm('sure', 0.8, 'faster'),
      arm('slow', 1.2, 'slower'),
    ];
    assert.equal(leadingArm(arms, primary)?.arm, 'sure');
    assert.equal(said(...arms), '1 of 3 arms are faster than fixed at 5; sure most of all');
    assert.equal(said(arm('a', 1.1, 'slower'), arm('b', 1.2, 'slower')), 'No arm is faster than fixed at 5');
  });

  it('compares nothing that is not like for like', () => {
    const unlike = { ...summary(arm('a', 0.5, 'faster')), likeForLike: { ok: false, differences: ['x'] } };
    assert.match(answerOf(unlike), /^No comparison/);
  });

  it('is the headline where no two arms can be compared', () => {
    assert.equal(said(), 'the headline');
  });
});

describe('metrics in words', () => {
  it('are what a person would say, with their unit', () => {
    assert.deepEqual(
      [
        'wait.mean',
        'response.p50',
        'response.p99',
        'containers.peak',
        'containerSeconds',
        'slo.violations',
      ].map(metricLabel),
      [
        'mean wait',
        'median response',
        'p99 response',
        'peak containers',
        'container seconds',
        'SLO, violations',
      ],
    );
    assert.equal(withUnit(primary), 'mean wait (s)');
    assert.equal(
      withUnit({ name: 'containerSeconds', unit: 'container-seconds', better: 'lower' }),
      'container seconds',
    );
  });
});
