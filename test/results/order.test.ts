import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderOfEvents } from '../../harness/results/order.ts';
import type { TraceEvent } from '../../harness/trace.ts';

/** What is wrong with a trace of one request; undefined where nothing is. */
function wrong(...events: TraceEvent[]): string | undefined {
  const { next } = orderOfEvents(1);
  return events.map(next).find(words => words !== undefined);
}
const begun: TraceEvent[] = [
  { type: 'container.starting', at: -20, container: 'c1' },
  { type: 'container.ready', at: -10, container: 'c1' },
  { type: 'request.arrived', at: 0, request: 0, intended: 0, work: 1 },
];
const slot = { type: 'slot', slot: 1, due: 350, queued: 0, running: 1, starting: 0 } as const;

test('a slot on a real engine begins before the work that it hands out, and is written down after that', () => {
  const dispatched: TraceEvent = { type: 'request.dispatched', at: 350.6, request: 0, container: 'c1' };
  assert.equal(wrong(...begun, dispatched, { ...slot, at: 350.5 }), undefined);
});

test('anything else that goes back in time is refused, even behind such a slot', () => {
  const dispatched: TraceEvent = { type: 'request.dispatched', at: 350.6, request: 0, container: 'c1' };
  const early: TraceEvent = { type: 'request.finished', at: 350.5, request: 0, container: 'c1' };
  const words = 'events in order of time, found 350.5 ms after 350.6 ms';
  assert.equal(wrong(...begun, dispatched, early), words);
  assert.equal(wrong(...begun, dispatched, { ...slot, at: 350.5 }, early), words);
});
