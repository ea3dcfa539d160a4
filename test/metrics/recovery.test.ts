import { test } from 'node:test';
import { seconds } from '../../harness/clock.ts';
import { recovery } from '../../harness/metrics/recovery.ts';
import type { TraceEvent } from '../../harness/trace.ts';
import { container, request, storyOf } from '../trace-builder.ts';
import { near } from './near.ts';

const loss = (at: number, victim: string): TraceEvent[] => [
  { type: 'fault', at, kind: 'kill-container', container: victim },
];
/** Work for `containers` containers within a target of 10 s, from 0 s on; all over at 60 s. */
const busy = (containers: number) =>
  [0, 1, 2, 3, 4, 5].map(i =>
    request(i, {
      intended: seconds(10 * i),
      work: 10_000 * containers,
      dispatched: seconds(10 * i),
      finished: 60_000,
    }),
  );
const metric = recovery(seconds(10));

test('recovery lasts from the loss until as many are ready again as before', () => {
  const trace = storyOf({}, [
    ...busy(2),
    container('c1'),
    container('c2', { died: 20_050 }),
    container('c3', { starting: 21_000, ready: 23_000 }),
    loss(20_000, 'c2'),
  ]);
  near(metric.of(trace), 3);
});

test('who has more than the demand calls for recovers at once', () => {
  const trace = storyOf({}, [
    ...busy(1),
    container('c1'),
    container('c2', { died: 20_000 }),
    loss(20_000, 'c2'),
  ]);
  near(metric.of(trace), 0);
});

test('a loss that is never made good lasts until the end; without a loss there is nothing to recover from', () => {
  const never = storyOf({}, [
    ...busy(2),
    container('c1'),
    container('c2', { died: 20_000 }),
    loss(20_000, 'c2'),
  ]);
  near(metric.of(never), 40);
  near(metric.of(storyOf({}, [...busy(2), container('c1')])), Number.NaN);
});
