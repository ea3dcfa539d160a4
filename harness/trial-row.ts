import { brokenSum } from './accounting.ts';
import { trialConditions } from './conditions.ts';
import { historyOf } from './history.ts';
import type { Intended } from './intended.ts';
import type { Metric } from './metric.ts';
import { workDelivered } from './metrics/delivery.ts';
import type { PlannedTrial } from './plan.ts';
import type { Ledger, TrialRow } from './summary.ts';
import type { HarnessCost, Trace } from './trace.ts';

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
  const { ended } = historyOf(trace);
  const cut = ended?.why === 'limit';
  const values = metrics.map((metric): [string, number | null] => {
    const value = metric.of(trace);
    return [metric.name, Number.isFinite(value) ? value : null];
  });
  return {
    ...named(planned),
    state: why ? 'invalid' : cut ? 'cut' : 'valid',
    ...(why ? { why } : cut ? { why: `cut at its limit, waiting for ${missing(trace)}` } : {}),
    intended: trace.header.intended,
    conditions: trialConditions(trace.header),
    ...(ended?.harness ? { ledger: ledgerOf(trace, ended.harness) } : {}),
    metrics: Object.fromEntries(values),
  };
}

/** What a trial that was cut still waited for. */
function missing(trace: Trace): string {
  const { requests } = historyOf(trace);
  const total = trace.header.requests;
  const open = requests.filter(r => Number.isNaN(r.finished) && !r.failed);
  const queued = open.filter(r => Number.isNaN(r.dispatched)).length;
  const [running, toCome] = [open.length - queued, total - requests.length];
  const parts = [`${queued} queued`, `${running} running`, ...(toCome > 0 ? [`${toCome} to come`] : [])];
  return `${open.length + toCome} of ${total} requests (${parts.join(', ')})`;
}

/** What the host did to the trial: from the trace what was delivered, the rest as it was read beside the load. */
function ledgerOf(trace: Trace, { steal, foreign, probe }: HarnessCost): Ledger {
  const delivered = workDelivered.of(trace);
  return {
    delivered: Number.isFinite(delivered) ? delivered : null,
    steal: steal ?? null,
    foreign: foreign ?? null,
    probe: probe ?? null,
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
