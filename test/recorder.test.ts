import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Recorder } from '../harness/recorder.ts';
import type { TraceEvent, TrialHeader } from '../harness/trace.ts';

const header = { type: 'trial', trial: 'a trial' } as TrialHeader;
const kept = (recorder: Recorder): TraceEvent[] => [...recorder.trace(header).events];

test('what is recorded is told in the order in which it happened, from the beginning of the load', () => {
  const recorder = new Recorder();
  recorder.container('starting', 100, 1);
  recorder.container('ready', 600, 1);
  recorder.origin = 1000;
  recorder.arrived(1000, 0, 0, 13_400);
  recorder.dispatched(1250, 0, 1);
  recorder.rare({ type: 'request.retried', at: 1300, request: 0, container: 'c1', why: 'it died' });
  recorder.finished(2000, 0, 1);
  recorder.container('stopping', 2100, 1);
  assert.deepEqual(kept(recorder), [
    { type: 'container.starting', at: -900, container: 'c1' },
    { type: 'container.ready', at: -400, container: 'c1' },
    { type: 'request.arrived', at: 0, request: 0, intended: 0, work: 13_400 },
    { type: 'request.dispatched', at: 250, request: 0, container: 'c1' },
    { type: 'request.retried', at: 300, request: 0, container: 'c1', why: 'it died' },
    { type: 'request.finished', at: 1000, request: 0, container: 'c1' },
    { type: 'container.stopping', at: 1100, container: 'c1' },
  ]);
});

test('a slot keeps when it was due, on the same clock as when it began', () => {
  const recorder = new Recorder();
  recorder.origin = 500;
  recorder.rare({ type: 'slot', at: 612.5, slot: 1, due: 610, queued: 3, running: 2, starting: 0 });
  const [slot] = kept(recorder);
  assert.deepEqual(slot, { type: 'slot', at: 112.5, slot: 1, due: 110, queued: 3, running: 2, starting: 0 });
});

test('memory and file give the same numbers: microseconds, no more', () => {
  const recorder = new Recorder();
  recorder.arrived(1 / 3, 0, 2 / 3, 1);
  const [event] = kept(recorder);
  assert.deepEqual(JSON.parse(JSON.stringify(event)), event);
  assert.equal(event?.at, 0.333);
});

test('a trace can be read as often as one likes', () => {
  const recorder = new Recorder();
  for (let request = 0; request < 3; request++) recorder.arrived(request, request, request, 1);
  const { events } = recorder.trace(header);
  assert.deepEqual([...events], [...events]);
});

test('a hundred thousand events lose nothing', () => {
  const recorder = new Recorder();
  for (let request = 0; request < 100_000; request++)
    recorder.arrived(request, request, request, request % 7);
  const events = kept(recorder);
  assert.equal(events.length, 100_000);
  assert.ok(
    events.every(
      (event, i) =>
        event.type === 'request.arrived' && event.request === i && event.at === i && event.work === i % 7,
    ),
  );
});

test('who watches is told everything, kept or not', () => {
  for (const keep of [true, false]) {
    const watched: string[] = [];
    const recorder = new Recorder({ keep, watch: event => watched.push(event.type) });
    recorder.arrived(0, 0, 0, 1);
    recorder.rare({ type: 'fault', at: 1, kind: 'kill-container', container: 'c1' });
    recorder.finished(2, 0, 1);
    assert.deepEqual(watched, ['request.arrived', 'fault', 'request.finished']);
    assert.equal(kept(recorder).length, keep ? 3 : 0);
  }
});
