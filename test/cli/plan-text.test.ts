import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promise } from '../../harness/cli/plan-text.ts';
import { fixed } from '../../harness/controllers/fixed.ts';
import type { Experiment } from '../../harness/experiment.ts';
import { oneArm } from '../simulated-trial.ts';

/** An experiment of so many arms and seeds. */
const studyOf = (arms: number, seeds: number): Experiment => ({
  ...oneArm({ seeds }),
  arms: Array.from({ length: arms }, (_, i) => ({ controller: fixed(), kMin: 1, label: `arm ${i}` })),
});

test('what a study can detect is said before it starts', () => {
  assert.match(promise(studyOf(2, 10)), /^With 10 seeds the smallest difference .* about 30 % \(80 % power/);
  assert.doesNotMatch(promise(studyOf(2, 10)), /Holm/);
});

test('with 5 seeds nothing can come out after correction, and the study is told so', () => {
  const said = promise(studyOf(2, 5));
  assert.match(said, /^5 seeds are too few/);
  assert.match(said, /Holm's correction nothing can come out .* 6 seeds are the fewest/);
});

test('at 9 seeds a family of 12 can come out, one of 13 cannot; at 10 one of 25, not of 26', () => {
  assert.doesNotMatch(promise(studyOf(13, 9)), /Holm/);
  assert.match(
    promise(studyOf(14, 9)),
    /only a family of at most 12 .* compares 13, .* 10 seeds are the fewest/,
  );
  assert.doesNotMatch(promise(studyOf(26, 10)), /Holm/);
  assert.match(promise(studyOf(27, 10)), /at most 25 .* compares 26/);
});

test('baselines are in no family', () => {
  const study = studyOf(14, 9);
  const arms = study.arms.map((arm, i) => (i === 13 ? { ...arm, baseline: true } : arm));
  assert.doesNotMatch(promise({ ...study, arms }), /Holm/);
});

test('a study that goes on until it knows enough says when it will end', () => {
  const said = promise({ ...studyOf(2, 10), stopping: { until: 0.05, budget: 1_800_000 } });
  assert.match(said, /until every interval is within ± 5 % or 30 min are spent; looked at from 9 seeds on/);
});
