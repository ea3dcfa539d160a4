import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixed } from '../harness/controllers/fixed.ts';
import { complete, type Definition } from '../harness/experiment.ts';
import { meanWait } from '../harness/metrics/wait.ts';
import { plan, rounds } from '../harness/plan.ts';
import { headlinesOf, stoppingSentence } from '../harness/stopping.ts';
import { batches } from '../harness/workloads/batches.ts';
import { declaredAs, rowsOf } from './study-rows.ts';

test('why a study ended is told with what was asked and what was reached', () => {
  const reached = { until: 0.05, budget: 1_800_000, spent: 720_000, halfWidth: 0.0483, seeds: 14 };
  assert.equal(
    stoppingSentence({ ...reached, why: 'precise' }),
    'Stopped because it knows enough: after 14 seeds the widest interval is ± 4.8 % (± 5 % asked), 12 min spent of 30 min.',
  );
  assert.match(
    stoppingSentence({ budget: 60_000, spent: 61_000, halfWidth: null, seeds: 1, why: 'budget spent' }),
    /its time is spent: after 1 seed the widest interval is not known, 1 min spent of 1 min/,
  );
});

test('every arm of the family has a headline on every workload, baselines have none', () => {
  const declared = declaredAs();
  const baseline = { label: 'static at 7', controller: 'fixed', kMin: 7, passive: true, baseline: true };
  const withBaseline = { ...declared, arms: [...declared.arms, baseline] };
  assert.equal(headlinesOf(withBaseline, rowsOf(withBaseline)).length, 1);
  assert.equal(headlinesOf({ ...declared, workloads: ['bursts', 'steady'] }, rowsOf(declared)).length, 2);
});

test('an arm of which nothing is known is told as unknown, not left out', () => {
  const declared = declaredAs();
  const rows = rowsOf(declared).filter(({ arm }) => arm === declared.reference);
  assert.equal(headlinesOf(declared, rows)[0]!.n, 0);
});

test('rounds are the plan of one seed each, with all its repetitions and workloads, and go on without end', () => {
  const definition: Definition = {
    question: 'q',
    arms: [1, 2].map(kMin => ({ controller: fixed(), kMin })),
    workloads: ['a', 'b'].map(name => ({ ...batches([{ at: 0, requests: 1 }], { work: 1 }), name })),
    seeds: 3,
    seedsFor: { b: 2 },
    repetitions: 2,
    primary: meanWait,
    reference: 'fixed at 1',
    stopping: { until: 0.05 },
  };
  const experiment = complete('rounds', definition);
  const five = rounds(experiment).take(5).toArray();
  assert.deepEqual(
    five.map(round => [round.length, new Set(round.map(({ seed }) => seed)).size]),
    [
      [8, 1],
      [8, 1],
      [4, 1],
      [4, 1],
      [4, 1],
    ],
  );
  assert.deepEqual(plan(experiment), five.slice(0, 3).flat());
  const places = five.flat().map(({ place }) => place);
  assert.deepEqual(
    places,
    places.map((_, i) => i + 1),
  );
  // Apart from its place, a seed's trial is the same as in a study of fixed size: order and chance hang on seed and arm.
  const { stopping: _, ...without } = definition;
  const inPlan = plan(complete('rounds', without)).filter(
    ({ seed, repetition }) => seed === 1 && repetition === 1,
  );
  assert.deepEqual(
    inPlan.map(({ arm }) => arm),
    five[0]!.slice(0, 4).map(({ arm }) => arm),
  );
});
