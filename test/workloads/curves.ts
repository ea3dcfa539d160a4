import assert from 'node:assert/strict';
import { intend } from '../../harness/intended.ts';
import type { Workload } from '../../harness/workload.ts';

/** Arrival times, in paper seconds, of seeds 1 … n. */
export const timesOf = (workload: Workload, seeds: number): number[][] =>
  Array.from({ length: seeds }, (_, i) => [...intend(workload, i + 1).at].map(ms => ms / 1000));

/** The mean number of arrivals from `from` to `to` seconds, over seeds. */
export const meanCount = (times: readonly number[][], from: number, to: number): number =>
  times.reduce((sum, all) => sum + all.filter(at => at >= from && at < to).length, 0) / times.length;

/** `found`, a mean of n Poisson counts, is `expected` within four and a half of its standard errors. */
export function poissonNear(found: number, expected: number, n: number): void {
  const error = Math.sqrt(expected / n);
  assert.ok(Math.abs(found - expected) < 4.5 * error + 1e-9, `${found} where ${expected} ± ${error} was due`);
}

/** The promise of every workload that follows a curve. */
export function keepsItsPromise(workload: Workload, duration: number): void {
  const [one, again, other] = [intend(workload, 1), intend(workload, 1), intend(workload, 2)];
  assert.equal(one.sha256, again.sha256, 'a seed gives the same requests');
  assert.notEqual(one.sha256, other.sha256, 'another seed others');
  assert.ok(
    one.at.every((at, i) => at >= 0 && at < duration && (i === 0 || at >= one.at[i - 1]!)),
    'in order and in time',
  );
}
