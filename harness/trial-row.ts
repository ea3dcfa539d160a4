import { brokenSum } from './accounting.ts';
import { historyOf } from './history.ts';
import type { Intended } from './intended.ts';
import type { Metric } from './metric.ts';
import type { PlannedTrial } from './plan.ts';
import type { TrialRow } from './summary.ts';
import type { Trace } from './trace.ts';

const named = ({ trial, block, workload, arm, seed, repetition }: PlannedTrial) => ({
  trial,
  block,
  workload,
  arm,
  seed,
  repetition,
});

/** Reduces a trace to its numbers. */
export function rowOf(
  planned: PlannedTrial,
  trace: Trace,
  metrics: readonly Metric[],
  intended?: Intended,
): TrialRow {
  const why = brokenSum(trace, intended);
  const cut = historyOf(trace).ended?.why === 'limit';
  const values = metrics.map((metric): [string, number | null] => {
    const value = metric.of(trace);
    return [metric.name, Number.isFinite(value) ? value : null];
  });
  return {
    ...named(planned),
    state: why ? 'invalid' : cut ? 'cut' : 'valid',
    ...(why ? { why } : cut ? { why: 'cut at its limit with requests unfinished' } : {}),
    intended: trace.header.intended,
    metrics: Object.fromEntries(values),
  };
}

/** A trial that gave no trace. */
export const failedRow = (planned: PlannedTrial, why: string): TrialRow => ({
  ...named(planned),
  state: 'failed',
  why,
  intended: '',
  metrics: {},
});
