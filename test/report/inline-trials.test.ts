import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inlineTrials } from '../../harness/report/inline-trials.ts';
import { studiesOf } from '../../harness/report/study.ts';
import { temporaryStudy } from './temporary-study.ts';

describe('trials that the page itself can draw', () => {
  it('are all of a small study, whole blocks, told apart by arm, seed and figure', async () => {
    using study = await temporaryStudy({ seeds: 4 });
    const { trials, left } = inlineTrials(study.results, studiesOf(study.results));
    assert.deepEqual([trials.length, left], [8, 0]);
    assert.equal(new Set(trials.map(({ label }) => label)).size, 8);
    assert.match(trials[0]!.label, /^(?:fixed at 5|francis-dockerawm from 2), seed \d: mean wait [\d.]+ s$/);
    for (const [, block] of Map.groupBy(trials, ({ block }) => block)) assert.equal(block.length, 2);
  });

  it('are the middle, best and worst of a large one, until the room is spent', async () => {
    using study = await temporaryStudy({ seeds: 12 });
    const studies = studiesOf(study.results);
    const { trials, left } = inlineTrials(study.results, studies, { budget: 30_000 });
    assert.ok(trials.length >= 2 && left > 0 && trials.length + left === 24, `${trials.length} and ${left}`);
    assert.ok(trials.some(({ block }) => block === studies[0]!.middle));
    assert.ok(JSON.stringify(trials).length < 60_000);
  });

  it('are told from invalid ones, which are in no drawing', async () => {
    using study = await temporaryStudy({ seeds: 3, states: { 1: 'invalid', 4: 'cut' } });
    const { trials } = inlineTrials(study.results, studiesOf(study.results));
    assert.equal(trials.length, 5);
    assert.equal(trials.filter(({ label }) => label.endsWith(', cut')).length, 1);
  });
});
