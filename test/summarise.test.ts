import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metricCatalogue } from '../harness/metric-catalogue.ts';
import { plan } from '../harness/plan.ts';
import { summarise } from '../harness/summarise.ts';
import type { TrialRow } from '../harness/summary.ts';
import { rowOf } from '../harness/trial-row.ts';
import { poisson } from '../harness/workloads/poisson.ts';
import { oneArm, tried } from './simulated-trial.ts';
import { declaredAs, rowsOf } from './study-rows.ts';

const metrics = await metricCatalogue({ target: 60_000, price: 1 });

/** Milliseconds of CPU since: what it takes on a machine that does nothing else, however busy this one is. */
function cpuTime(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}

/** Rows with a value of every metric. */
const full = (row: TrialRow, place: number): Partial<TrialRow> => ({
  metrics: Object.fromEntries(
    metrics.map(({ name }, i) => [
      name,
      row.metrics['wait.mean']! * (1 + i / 100 + ((place * 7919) % 13) / 50),
    ]),
  ),
});

for (const [arms, seeds] of [
  [2, 500],
  [10, 100],
] as const) {
  test(`the statistics of ${arms} arms on ${seeds} seeds, 1,000 trials, take less than 5 seconds`, t => {
    const declared = declaredAs({
      arms: Array.from({ length: arms }, (_, i) => ({
        label: i === 0 ? 'fixed at 5' : `arm ${i}`,
        controller: 'any',
        kMin: 1,
        passive: false,
      })),
      seeds: Array.from({ length: seeds }, (_, i) => i + 1),
    });
    const rows = rowsOf(declared, { change: full });
    const took = cpuTime();
    summarise(declared, rows.length, rows, metrics);
    const ms = took();
    t.diagnostic(`${ms.toFixed(0)} ms`);
    assert.equal(rows.length, 1000);
    assert.ok(ms < 5000, `took ${ms.toFixed(0)} ms`);
  });
}

test('a study of 100,000 requests takes less than 3 seconds from its traces to its summary', async t => {
  // Ten trials of 10,000 requests; two arms, five seeds.
  const experiment = oneArm({
    kMax: 64,
    workload: poisson({ meanGap: 100, requests: 10_000, work: 1000 }),
    settings: { paperCores: 64 },
    loop: { limit: 1e8 },
  });
  const arms = ['fixed at 5', 'elastic from 2'];
  const traces = await Promise.all(
    arms.flatMap(label =>
      [1, 2, 3, 4, 5].map(async seed => {
        const one = { ...experiment, seeds: [seed], arms: [{ ...experiment.arms[0]!, kMin: 16, label }] };
        return { planned: { ...plan(one)[0]!, block: seed }, trace: await tried(one) };
      }),
    ),
  );
  const declared = declaredAs({ workloads: ['poisson'], seeds: [1, 2, 3, 4, 5] });
  const took = cpuTime();
  const rows = traces.map(({ planned, trace }) => rowOf(planned, trace, metrics));
  const summary = summarise(declared, rows.length, rows, metrics);
  const ms = took();
  t.diagnostic(`${ms.toFixed(0)} ms`);
  assert.equal(summary.workloads[0]!.arms[0]!.trials, 5);
  assert.equal(
    traces.reduce((sum, { trace }) => sum + trace.header.requests, 0),
    100_000,
  );
  assert.ok(ms < 3000, `took ${ms.toFixed(0)} ms`);
});

test('Friedman’s ranks are given for three arms and more, bootstraps on the primary metric only', () => {
  const three = declaredAs({
    arms: ['fixed at 5', 'b', 'c'].map(label => ({ label, controller: 'any', kMin: 1, passive: true })),
  });
  const summary = summarise(three, 30, rowsOf(three, { change: full }), metrics);
  const [workload] = summary.workloads;
  assert.deepEqual(workload!.friedman!.arms, ['fixed at 5', 'b', 'c']);
  assert.equal(workload!.friedman!.n, 10);
  const { against } = workload!.arms[1]!;
  assert.match(against!['wait.mean']!.bootstrap!.bca.method, /approximate below 50 seeds/);
  assert.equal(against!['response.p95']!.bootstrap, undefined);
  const two = declaredAs();
  assert.equal(summarise(two, 20, rowsOf(two), metrics).workloads[0]!.friedman, undefined);
});

test('swapping arm and reference inverts the ratio, its ends and the word', () => {
  const declared = declaredAs();
  const rows = rowsOf(declared);
  const one = summarise(declared, 20, rows, metrics).workloads[0]!.arms[1]!;
  const swapped = { ...declared, reference: 'elastic from 2' };
  const other = summarise(swapped, 20, rows, metrics).workloads[0]!.arms[0]!;
  for (const estimate of ['ratio', 'hodgesLehmann'] as const) {
    const [a, b] = [one.against!['wait.mean']![estimate], other.against!['wait.mean']![estimate]];
    assert.ok(Math.abs(a.point * b.point - 1) < 1e-9);
    assert.ok(Math.abs(a.low * b.high - 1) < 1e-9 && Math.abs(a.high * b.low - 1) < 1e-9);
  }
  assert.deepEqual([one.verdict!.word, other.verdict!.word], ['faster', 'slower']);
});

test('the elastic speedup is given over a static reference, and is n/a where any of its ratios has a 0', () => {
  const declared = declaredAs();
  const parts = ['theta.under', 'theta.over', 'tau.under', 'tau.over'];
  const speedupOf = (scaled: readonly number[]) => {
    const values = (row: TrialRow): readonly number[] =>
      row.arm === 'fixed at 5' ? [40, 20, 30, 10] : scaled;
    const rows = rowsOf(declared, {
      change: row => ({
        metrics: { ...row.metrics, ...Object.fromEntries(parts.map((name, i) => [name, values(row)[i]!])) },
      }),
    });
    return summarise(declared, 20, rows, metrics).workloads[0]!.arms[1]!.elasticSpeedup;
  };
  // By hand: the fourth root of 2 · 2 · 3 · 0.5 = 6.
  assert.ok(Math.abs(speedupOf([20, 10, 10, 20])!.point - 6 ** 0.25) < 1e-9);
  assert.equal(speedupOf([20, 0, 10, 20]), null);
  const both = declaredAs({ reference: 'elastic from 2' });
  assert.equal(summarise(both, 20, rowsOf(both), metrics).workloads[0]!.arms[0]!.elasticSpeedup, undefined);
});
