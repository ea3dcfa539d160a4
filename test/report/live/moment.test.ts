import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Moment, moments } from '../../../harness/report/live/moment.ts';
import type { TraceEvent } from '../../../harness/trace.ts';

const seen = { queued: 3, running: 1, containers: 2, ready: 2, meanAge: 5000, arrived: 4 };
const slot = (at: number, queued: number, running: number): TraceEvent => ({
  type: 'slot',
  at,
  slot: 0,
  due: at,
  queued,
  running,
  starting: 0,
});
const decision = (at: number, wanted: number): TraceEvent => ({
  type: 'decision',
  at,
  seen,
  wanted,
  applied: wanted,
  reason: `wants ${wanted}`,
});
const container = (what: 'starting' | 'ready' | 'stopping', name: string): TraceEvent => ({
  type: `container.${what}`,
  at: 0,
  container: name,
});

function follow(timeScale = 0.1): { told: Moment[]; watch: (event: TraceEvent) => void } {
  const told: Moment[] = [];
  return { told, watch: moments(timeScale, moment => told.push(moment)) };
}

describe('a running trial, as it is told', () => {
  it('is told once a slot, after all that the slot does, in paper seconds', async () => {
    const { told, watch } = follow();
    watch(container('starting', 'c1'));
    watch(container('ready', 'c1'));
    watch(container('starting', 'c2'));
    watch(slot(1230, 3, 1));
    watch(decision(1230, 2));
    watch(container('starting', 'c3'));
    assert.equal(told.length, 0, 'nothing is told while the slot works');
    await undefined;
    assert.equal(told.length, 1);
    const { decisions, ...moment } = told[0]!;
    assert.deepEqual(moment, { at: 12.3, starting: 2, ready: 1, busy: 1, stopping: 0, queued: 3 });
    assert.deepEqual(decisions, [{ at: 12.3, seen, wanted: 2, applied: 2, reason: 'wants 2' }]);
  });

  it('tells a decision that comes later, as one of another program does, by itself', async () => {
    const { told, watch } = follow();
    watch(slot(1000, 0, 0));
    await undefined;
    watch(decision(1100, 4));
    await undefined;
    assert.deepEqual(
      told.map(one => one.decisions.length),
      [0, 1],
    );
  });

  it('forgets containers that are gone, and is silent about requests, which are too many', async () => {
    const { told, watch } = follow();
    watch(container('ready', 'c1'));
    watch(container('stopping', 'c2'));
    watch({ type: 'container.gone', at: 1, container: 'c1', exit: 'removed', expected: true });
    watch({ type: 'request.arrived', at: 1, request: 0, intended: 1, work: 1 });
    await undefined;
    assert.equal(told.length, 0);
    watch(slot(10, 0, 0));
    await undefined;
    assert.deepEqual([told[0]!.ready, told[0]!.stopping], [0, 1]);
  });

  it('cuts a reason of 10,000 characters, which would be told to every reader each slot', async () => {
    const { told, watch } = follow();
    watch({ ...decision(1, 1), reason: 'x'.repeat(10_000) } as TraceEvent);
    await undefined;
    assert.equal(told[0]!.decisions[0]!.reason.length, 400);
  });
});
