import { stringify } from 'csv-stringify/sync';
import { historyOf } from './history.ts';
import type { Summary } from './summary.ts';
import type { Trace } from './trace.ts';

/** Numbers of a file are given to the microsecond; more would be noise and bytes. */
const seconds = (wallMs: number, timeScale: number): number | '' =>
  Number.isNaN(wallMs) ? '' : Math.round((wallMs / timeScale) * 1000) / 1e6;

/** One line a trial. */
export function trialsCsv({ trials, metrics }: Summary): string {
  const columns = ['trial', 'block', 'workload', 'arm', 'seed', 'repetition', 'state'];
  return stringify([
    [...columns, ...metrics.map(m => m.name)],
    ...trials.map(row => [
      row.trial,
      row.block,
      row.workload,
      row.arm,
      row.seed,
      row.repetition,
      row.state,
      ...metrics.map(m => row.metrics[m.name] ?? ''),
    ]),
  ]);
}

const requestColumns = [
  'trial',
  'arm',
  'seed',
  'request',
  'work',
  'intended_s',
  'arrived_s',
  'dispatched_s',
  'finished_s',
  'retries',
  'failed',
  'container',
];

/** One line a request, in paper seconds from the beginning of its trial's load; a piece a trial. */
export function* requestsCsv(
  summary: Summary,
  traces: (trial: string) => Trace | undefined,
): Generator<string> {
  yield stringify([requestColumns]);
  for (const row of summary.trials) {
    const trace = row.state === 'failed' ? undefined : traces(row.trial);
    if (!trace) continue;
    const { timeScale } = trace.header;
    yield stringify(
      historyOf(trace).requests.map(r => [
        row.trial,
        row.arm,
        row.seed,
        r.request,
        r.work,
        seconds(r.intended, timeScale),
        seconds(r.arrived, timeScale),
        seconds(r.dispatched, timeScale),
        seconds(r.finished, timeScale),
        r.retries,
        r.failed ? 1 : 0,
        r.container ?? '',
      ]),
    );
  }
}
