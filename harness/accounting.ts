import { historyOf } from './history.ts';
import { executedOtherwise, type Intended } from './intended.ts';
import type { Trace } from './trace.ts';

/**
 * The sum that does not come out, in a sentence; undefined where all do: the requests that arrived are those intended,
 * arrived = completed + failed + unfinished, every container that was started is gone, and a finished request was
 * dispatched before. A trial with a broken sum is never averaged.
 */
export function brokenSum(trace: Trace, intended?: Intended): string | undefined {
  const { requests, containers, ended, decisions } = historyOf(trace);
  if (!ended) return 'the trace has no end';
  const leftOver = containers.filter(c => Number.isNaN(c.gone));
  if (leftOver.length > 0) return `${leftOver.length} of ${containers.length} containers were not removed`;
  const broken = containers.find(c => c.exit?.startsWith('could not be removed'));
  if (broken) return `container ${broken.id} ${broken.exit}`;
  const done = requests.filter(r => !Number.isNaN(r.finished)).length;
  const failed = requests.filter(r => r.failed).length;
  const unfinished = requests.filter(r => Number.isNaN(r.finished) && !r.failed).length;
  if (done + failed + unfinished !== requests.length) {
    return `${requests.length} requests arrived, but ${done} completed, ${failed} failed and ${unfinished} are unfinished`;
  }
  if (ended.why === 'served' && unfinished > 0)
    return `the trial ended as served with ${unfinished} requests unfinished`;
  if (requests.some(r => r.finished < r.dispatched || r.dispatched < r.arrived))
    return 'a request was served before it came';
  if (decisions.some(d => d.applied > trace.header.kMax || d.applied < 0))
    return 'a decision was applied beyond kMax';
  if (ended.why === 'served' && requests.length !== trace.header.requests) {
    return `${trace.header.requests} requests were intended and ${requests.length} arrived`;
  }
  return ended.why === 'served' && intended ? executedOtherwise(trace, intended) : undefined;
}
