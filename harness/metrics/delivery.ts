import { historyOf } from '../history.ts';
import type { Metric } from '../metric.ts';
import { failedCount, retryCount, unfinishedCount } from './requests.ts';
import { paperSeconds, spanOf } from './span.ts';
import { integrate } from './step.ts';
import { busy } from './supply.ts';

/**
 * The part of the interference ledger (METHOD, rule 13) that a trace can tell: the work done, in percent of what the
 * busy containers should have done, each at its full quota and all together within the usable cores:
 * Σ work / ∫ min(busy(t), paperCores) dt. The design explains 100 (a little less on real engines, where a busy spell
 * holds a request's way there and back); below 95 something else took the CPU. NaN where work was lost or left undone.
 */
export const workDelivered: Metric = {
  name: 'work.delivered',
  unit: '%',
  better: 'higher',
  of: trace => {
    if (failedCount(trace) + retryCount(trace) + unfinishedCount(trace) > 0) return Number.NaN;
    const { paperCores } = trace.header;
    const spells = busy(trace);
    const due = paperSeconds(
      trace,
      integrate(spanOf(trace), spells, spells, count => Math.min(count, paperCores)),
    );
    const done = historyOf(trace).requests.reduce((sum, life) => sum + life.work, 0) / 1000;
    return (100 * done) / due;
  },
};

export const place = 160;
export const metrics = (): Metric[] => [workDelivered];
