import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../../harness/clock.ts';
import { metrics, reactionsOf } from '../../harness/metrics/reaction.ts';
import { reversals, started, stopped } from '../../harness/metrics/scaling.ts';
import { container, decision, ended, request, storyOf } from '../trace-builder.ts';
import { near } from './near.ts';

const minute = request(0, { intended: 0, dispatched: 0, finished: 60_000 });

test('starts and stops are counted, a change of direction is a reversal', () => {
  const trace = storyOf({ kMin: 2 }, [
    minute,
    container('c1', { stopping: 20_000, gone: 21_000 }),
    container('c2'),
    container('c3', { starting: 10_000, ready: 11_000 }),
    container('c4', { starting: 10_000, ready: 11_000, stopping: 20_000, gone: 21_000 }),
    container('c5', { starting: 30_000, ready: 31_000 }),
  ]);
  assert.equal(started.of(trace), 3);
  assert.equal(stopped.of(trace), 2);
  near(reversals.of(trace), 2);
});

test('the first containers are no action, even if they start with the load; nor is clearing up', () => {
  const trace = storyOf({ kMin: 2 }, [
    minute,
    container('c1', { starting: 0, stopping: 60_000, gone: 60_000 }),
    container('c2', { starting: 0, stopping: 61_000, gone: 62_000 }),
    container('c3', { starting: 0, ready: 500 }),
  ]);
  assert.equal(started.of(trace), 1);
  assert.equal(stopped.of(trace), 0);
  assert.equal(reversals.of(trace), 0);
});

test('a container that dies was not stopped, and exchanging one for another in a moment is no reversal', () => {
  const trace = storyOf({ kMin: 2 }, [
    minute,
    container('c1', { died: 5000 }),
    container('c2', { stopping: 20_000, gone: 21_000 }),
    container('c3', { starting: 6000 }),
    container('c4', { starting: 20_000 }),
  ]);
  assert.equal(started.of(trace), 2);
  assert.equal(stopped.of(trace), 1);
  assert.equal(reversals.of(trace), 0);
});

/** Two steps of demand with a target of 10 s: to three containers at 20 s, and to six at 60 s, with one at first. */
const reacting = (scale: number) =>
  storyOf({ kMin: 1, timeScale: scale }, [
    request(0, { intended: 0, work: 5000, dispatched: 0, finished: seconds(5) * scale }),
    request(1, { intended: seconds(20) * scale, work: 30_000, finished: seconds(50) * scale }),
    request(2, {
      intended: seconds(60) * scale,
      work: 60_000,
      finished: seconds(100) * scale,
    }),
    container('c1'),
    container('c2', { starting: seconds(30) * scale, ready: seconds(35) * scale }),
    container('c3', { starting: seconds(30) * scale, ready: seconds(40) * scale }),
    decision(seconds(10) * scale, { has: 1, applied: 1 }),
    decision(seconds(30) * scale, { has: 1, applied: 3 }),
    decision(seconds(70) * scale, { has: 3, applied: 3 }),
    ended(seconds(100) * scale),
  ]);

test('a reaction is followed from the step of demand to the decision, the asking and the readiness', () => {
  assert.deepEqual(reactionsOf(reacting(1), seconds(10)), [
    { step: seconds(20), decided: seconds(30), asked: seconds(30), ready: seconds(35) },
    { step: seconds(60), decided: Number.NaN, asked: Number.NaN, ready: Number.NaN },
  ]);
});

test('reactions are means over the steps that were answered, in paper seconds', () => {
  for (const scale of [1, 0.1]) {
    const [decided, asked, ready, unanswered] = metrics({ target: seconds(10) }).map(metric =>
      metric.of(reacting(scale)),
    );
    near(decided!, 10);
    near(asked!, 10);
    near(ready!, 15);
    near(unanswered!, 50);
  }
});

test('a decision in the very moment of the step is a reaction of 0 s', () => {
  const trace = storyOf({ kMin: 1 }, [
    request(0, { intended: 0, work: 30_000, dispatched: 0, finished: 30_000 }),
    container('c1'),
    decision(0, { has: 1, applied: 3 }),
    container('c2', { starting: 0, ready: 700 }),
    container('c3', { starting: 0, ready: 900 }),
  ]);
  assert.deepEqual(reactionsOf(trace, seconds(10)), [{ step: 0, decided: 0, asked: 0, ready: 700 }]);
});

test('an arm that has enough needs no reaction, and then there is none to tell', () => {
  const trace = storyOf({ kMin: 3 }, [minute, container('c1'), container('c2'), container('c3')]);
  for (const metric of metrics({ target: seconds(10) }))
    assert.ok(Number.isNaN(metric.of(trace)), metric.name);
});
