import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { began, ended, type LiveState, moved, nothingYet } from '../../../harness/report/live/state.ts';
import type { TrialRow } from '../../../harness/summary.ts';

const planned = {
  trial: '0001-a',
  place: 1,
  block: 1,
  workload: 'w',
  arm: 'fixed at 5',
  seed: 7,
  repetition: 1,
};
const row: TrialRow = { ...planned, state: 'valid', intended: '', metrics: { 'wait.mean': 12.345 } };
const metric = { name: 'wait.mean', unit: 's' };
const moment = (at: number) => ({
  at,
  starting: 0,
  ready: 1,
  busy: 1,
  stopping: 0,
  queued: 2,
  decisions: [],
});

describe('what a reader of a running study is shown', () => {
  it('begins with the plan, then tells which trial runs, and what came of it', () => {
    let state = began(nothingYet(20), planned);
    assert.equal(state.running?.text, 'Trial 1 of 20: fixed at 5, seed 7');
    state = ended(state, row, metric);
    assert.equal(state.running, undefined);
    assert.equal(state.ended, 1);
    assert.deepEqual(state.results, [{ trial: '0001-a', said: 'fixed at 5, seed 7: mean wait 12.3 s' }]);
  });

  it('says why a trial counts for nothing', () => {
    const state = ended(nothingYet(2), { ...row, state: 'failed', why: 'no engine', metrics: {} }, metric);
    assert.equal(state.results[0]!.said, 'fixed at 5, seed 7: failed: no engine');
  });

  it('stays as small after ten thousand slots and trials as after a hundred, and keeps both ends of the time', () => {
    let state: LiveState = began(nothingYet(10_000), planned);
    for (let at = 0; at <= 10_000; at++) state = moved(state, moment(at));
    for (let n = 0; n < 10_000; n++) state = ended(state, { ...row, trial: `t${n}` }, metric);
    assert.ok(JSON.stringify(state).length < 40_000);
    assert.deepEqual([state.moments[0]!.at, state.moments.at(-1)!.at], [0, 10_000]);
    assert.equal(state.results[0]!.trial, 't9999');
  });

  it('begins a trial with an empty picture', () => {
    const state = began(moved(began(nothingYet(2), planned), moment(3)), {
      ...planned,
      trial: '0002-a',
      place: 2,
    });
    assert.deepEqual([state.moments, state.decisions], [[], []]);
  });
});
