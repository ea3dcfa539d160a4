import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tInterval } from '../../harness/stats/t-interval.ts';
import { responseOfSharing, waitOfMG1, waitOfMMc } from '../theory/formulas.ts';
import { type Queue, WORK } from '../theory/queue.ts';
import { replications } from '../theory/replications.ts';

/*
 * The full trial against queueing theory: 30 independent replications of 200,000 customers after 20,000 dropped. Theory
 * must lie inside the 99.9 % t interval, and the interval must be narrow enough to mean something. Seeds are fixed, so
 * that these pass always or never.
 */
const REPLICATIONS = 30;
const size = { customers: 200_000, dropped: 20_000 };
const loads = [0.5, 0.8, 0.95];
const widest = (load: number): number => (load > 0.9 ? 0.15 : 0.05);

function holds(values: readonly number[], theory: number, halfWidth: number): void {
  const { point, low, high } = tInterval(values, { confidence: 0.999 });
  const told = `theory ${theory.toFixed(1)} ms, seen ${point.toFixed(1)} [${low.toFixed(1)}, ${high.toFixed(1)}]`;
  assert.ok(low <= theory && theory <= high, told);
  assert.ok((high - low) / 2 / point <= halfWidth, `${told}: wider than ±${halfWidth * 100} %`);
}

const waits: [name: string, queue: Omit<Queue, 'load'>, theory: (load: number) => number][] = [
  ['M/M/1', { servers: 1, spread: 'exponential', ...size }, load => waitOfMMc(1, load)],
  ['M/M/4', { servers: 4, spread: 'exponential', ...size }, load => waitOfMMc(4, load)],
  ['M/D/1', { servers: 1, spread: 'constant', ...size }, load => waitOfMG1(load, 0)],
  [
    'M/G/1, lognormal work with CV 0.5',
    { servers: 1, spread: { lognormalCv: 0.5 }, ...size },
    load => waitOfMG1(load, 0.5),
  ],
];

for (const load of loads) {
  for (const [name, queue, theory] of waits) {
    test(`${name} at load ${load}: the mean wait is that of theory`, async () => {
      const { waits } = await replications({ ...queue, load }, REPLICATIONS);
      holds(waits, WORK * theory(load), widest(load));
    });
  }
  for (const spread of ['exponential', 'constant'] as const) {
    test(`processor sharing at load ${load}, ${spread} work: the mean response is D / (1 − load)`, async () => {
      // With 300 containers on one core nobody ever waits: the busy ones share it.
      const queue = { servers: 1, containers: 300, spread, load, ...size };
      const { responses } = await replications(queue, REPLICATIONS);
      holds(responses, WORK * responseOfSharing(load), widest(load));
    });
  }
}
