import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Digest, digest } from '../../harness/report/digest.ts';
import { rowsOf, type TrialTables, trialTables } from '../../harness/report/trial-tables.ts';
import type { TrialRow } from '../../harness/summary.ts';
import type { TraceEvent } from '../../harness/trace.ts';
import { container, decision, ended, request, slot, storyOf } from '../trace-builder.ts';

type Subject = readonly TraceEvent[];

const row = { trial: '0001-a', state: 'valid', metrics: {} } as unknown as TrialRow;

/** One request at a time on c1 at a tenth of the paper's time; c2 is asked for at 2 s and comes at 2.4 s, wall. */
const story: Subject[] = [
  container('c1', { starting: -500, ready: -100, stopping: 5000, gone: 5100 }),
  container('c2', { starting: 2000, ready: 2400, stopping: 5000, gone: 5100 }),
  request(0, { intended: 0, arrived: 1, dispatched: 100, finished: 1000 }),
  request(1, { intended: 1000, arrived: 1003, dispatched: 1100, finished: 3000 }),
  request(2, { intended: 1500, arrived: 1500, dispatched: 2500, finished: 4000, on: 'c2' }),
  slot(0, { at: 102, due: 100 }),
  slot(1, { at: 2010, due: 2000, starting: 1 }),
  decision(2000, { has: 1, applied: 2 }),
  decision(3000, { has: 2, applied: 2 }),
  ended(5100),
];

function told(subjects: Subject[] = story): { digest: Digest; tables: TrialTables } {
  const trace = storyOf({ timeScale: 0.1 }, subjects);
  const found = digest(trace, { row, target: 60_000 });
  return { digest: found, tables: trialTables(trace, found) };
}

describe('what charts keep of a trial', () => {
  it('is in paper seconds: responses, arrivals, supply, backlog', () => {
    const { digest } = told();
    assert.deepEqual([...digest.responses], [10, 20, 25]);
    assert.deepEqual([...digest.arrivals], [0, 10, 15]);
    assert.deepEqual(digest.backlog.at.at(-1), 25, 'nobody waits any more at 25 paper seconds');
    assert.equal(Math.max(...digest.supply.value), 2);
    assert.equal(digest.span, 40);
    assert.equal(digest.ended, 'served');
  });

  it('keeps lateness and starts in wall milliseconds, those of slots with a start under way apart', () => {
    const { wall } = told().digest;
    assert.deepEqual([...wall.sends], [0, 1, 3]);
    assert.deepEqual([...wall.slots], [2]);
    assert.deepEqual([...wall.slotsWhileStarting], [10]);
    assert.deepEqual([...wall.starts], [400, 400]);
  });

  it('counts requests that were never answered, and ends where the trace ends', () => {
    const { digest } = told([
      container('c1'),
      request(0, { intended: 0, dispatched: 0, finished: 1000 }),
      request(1, { intended: 500 }),
      ended(9000, 'limit'),
    ]);
    assert.equal(digest.requests.unfinished, 1);
    assert.deepEqual([digest.ended, digest.span], ['limit', 90]);
  });
});

describe('the tables of a trial that the page draws', () => {
  it('have each container in a lane, in the state it was in from and to when', () => {
    const spans = rowsOf(told().tables.spans);
    const states = spans.filter(({ id }) => id === 'c2').map(({ state, t, t2 }) => [state, t, t2]);
    assert.deepEqual(states, [
      ['starting', 20, 24],
      ['ready', 24, 50],
      ['busy', 25, 40],
      ['stopping', 50, 51],
    ]);
    assert.deepEqual(new Set(spans.map(({ lane }) => lane)), new Set([1, 2]));
  });

  it('use a lane again when its container has gone', () => {
    const { tables } = told([
      container('c1', { stopping: 1000, gone: 1100 }),
      container('c2', { starting: 2000, ready: 2100, stopping: 3000, gone: 3100 }),
      request(0, { intended: 0, dispatched: 0, finished: 900 }),
      ended(4000),
    ]);
    assert.deepEqual(new Set(tables.spans.lane), new Set([1]));
  });

  it('have every decision until the next, with its reason as one line of text', () => {
    const [first, second] = rowsOf(told().tables.decisions);
    assert.deepEqual([first!.t, first!.t2, first!.wanted, first!.reason], [20, 30, 2, 'the story says so']);
    assert.deepEqual([second!.t, second!.t2], [30, 40]);
  });

  it('count arrivals by slot: as many as there were', () => {
    const { requests } = told().tables.arrivals;
    assert.equal(
      (requests as number[]).reduce((sum, n) => sum + n, 0),
      3,
    );
  });

  it('stay small for a trial of 20,000 requests and 3,000 decisions', () => {
    const many: Subject[] = [container('c1')];
    for (let n = 0; n < 20_000; n++)
      many.push(request(n, { intended: n * 10, dispatched: n * 10, finished: n * 10 + 9 }));
    for (let n = 0; n < 3000; n++) many.push(decision(n * 60, { has: 1, applied: 1 }));
    const { tables } = told([...many, ended(200_100)]);
    assert.ok(JSON.stringify(tables).length < 120_000, `${JSON.stringify(tables).length} bytes`);
  });
});
