import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenSum } from '../harness/accounting.ts';
import type { Trace } from '../harness/trace.ts';
import { container, decision, ended, request, storyOf } from './trace-builder.ts';

const served = request(0, { intended: 0, dispatched: 10, finished: 500 });
const told = (subjects: Parameters<typeof storyOf>[1], header = {}): Trace => storyOf(header, subjects);

test('a trial whose sums come out has nothing to say', () => {
  assert.equal(brokenSum(told([container('c1', { gone: 900 }), served, ended(500)])), undefined);
});

test('a container that was never removed is named', () => {
  assert.match(brokenSum(told([container('c1'), served, ended(500)]))!, /1 of 1 containers were not removed/);
});

test('a trace without its end is no trial', () => {
  assert.equal(brokenSum(told([container('c1', { gone: 900 }), served])), 'the trace has no end');
});

test('served means that nothing is unfinished', () => {
  const waiting = request(1, { intended: 5 });
  const story = [container('c1', { gone: 900 }), served, waiting];
  assert.match(brokenSum(told([...story, ended(500)]))!, /ended as served with 1 requests unfinished/);
  assert.equal(brokenSum(told([...story, ended(500, 'limit')])), undefined);
});

test('requests that never arrived are missed', () => {
  assert.match(
    brokenSum(told([container('c1', { gone: 900 }), served, ended(500)], { requests: 2 }))!,
    /2 requests were intended and 1 arrived/,
  );
});

test('nothing is served before it came', () => {
  const early = request(0, { intended: 0, dispatched: 500, finished: 50 });
  assert.equal(
    brokenSum(told([container('c1', { gone: 900 }), early, ended(500)])),
    'a request was served before it came',
  );
});

test('no decision goes beyond kMax', () => {
  const greedy = decision(10, { has: 1, applied: 17 });
  assert.equal(
    brokenSum(told([container('c1', { gone: 900 }), served, greedy, ended(500)])),
    'a decision was applied beyond kMax',
  );
});

test('a request that failed, or was tried again, is accounted for', () => {
  const failed = request(0, { intended: 0, dispatched: 10, failed: 300 });
  const retried = request(1, { intended: 0, dispatched: 10, retried: 200, finished: 600 });
  assert.equal(brokenSum(told([container('c1', { gone: 900 }), failed, retried, ended(600)])), undefined);
});
