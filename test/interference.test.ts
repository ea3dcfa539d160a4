import assert from 'node:assert/strict';
import { test } from 'node:test';
import { availability, flaggedOf } from '../harness/interference.ts';
import { metricCatalogue } from '../harness/metric-catalogue.ts';
import { summarise } from '../harness/summarise.ts';
import type { Ledger, TrialRow } from '../harness/summary.ts';
import { declaredAs, rowsOf } from './study-rows.ts';

const quiet: Ledger = { delivered: 97, steal: 0, foreign: 0, probe: 20 };
const withLedgers = (ledgers: readonly (Ledger | undefined)[]): TrialRow[] =>
  rowsOf(declaredAs(), { change: (_, place) => (ledgers[place] ? { ledger: ledgers[place] } : {}) });
const flagsOf = (odd: Partial<Ledger>): string[] =>
  flaggedOf(withLedgers([quiet, { ...quiet, ...odd }, quiet, quiet, quiet])).flatMap(({ flags }) => flags);

test('a trial is flagged for what the design does not explain, each a little beyond its bound', () => {
  assert.match(flagsOf({ delivered: 94.9 })[0]!, /delivered 94\.9 % of the CPU/);
  assert.match(flagsOf({ steal: 1.1 })[0]!, /1\.1 % of the CPU was stolen/);
  assert.match(flagsOf({ foreign: 1 })[0]!, /1 container of others ran/);
  assert.match(flagsOf({ probe: 21.1 })[0]!, /took 5\.5 % longer than usual/);
  assert.match(flagsOf({ probe: 18.9 })[0]!, /took 5\.5 % less than usual/);
});

test('a trial is not flagged at the bounds, nor for a counter that the host does not have', () => {
  assert.deepEqual(flagsOf({ delivered: 95, steal: 1, foreign: 0, probe: 21 }), []);
  assert.deepEqual(flagsOf({ delivered: null, steal: null, foreign: null, probe: null }), []);
});

test('what is not available is counted as such, never as 0', () => {
  const rows = withLedgers([quiet, { ...quiet, steal: null }, { ...quiet, steal: null, probe: null }]);
  assert.deepEqual(availability(rows), { delivered: 3, steal: 1, foreign: 3, probe: 2 });
});

test('verdicts are given with and without the flagged trials', async () => {
  const declared = declaredAs({ seeds: Array.from({ length: 12 }, (_, i) => i + 1) });
  // On two seeds a stranger took the CPU from one arm, which waited a hundred times as long.
  const disturbed = (row: TrialRow): boolean => row.seed > 10 && row.arm !== 'fixed at 5';
  const rows = rowsOf(declared, {
    change: row =>
      disturbed(row)
        ? { ledger: { ...quiet, delivered: 40 }, metrics: { ...row.metrics, 'wait.mean': 2000 } }
        : { ledger: quiet },
  });
  const summary = summarise(declared, rows.length, rows, await metricCatalogue(declared));
  assert.equal(summary.workloads[0]!.arms[1]!.verdict!.word, 'no difference seen');
  assert.equal(summary.interference.flagged.length, 2);
  assert.deepEqual(summary.interference.changed, [
    { workload: 'bursts', arm: 'elastic from 2', word: 'faster' },
  ]);
});
