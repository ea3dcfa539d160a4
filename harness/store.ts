import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { sync as writeFileAtomicSync } from 'write-file-atomic';
import { historyOf } from './history.ts';
import type { Manifest } from './manifest.ts';
import type { Summary } from './summary.ts';
import type { Trace } from './trace.ts';

/** Numbers of a file are given to the microsecond; more would be noise and bytes. */
const seconds = (wallMs: number, timeScale: number): number | '' =>
  Number.isNaN(wallMs) ? '' : Math.round((wallMs / timeScale) * 1000) / 1e6;

/** Keeps what a study finds, each file whole or not at all: written beside its place, synced, then renamed. */
export interface Store {
  readonly folder: string;
  manifest(manifest: Manifest): void;
  trace(trace: Trace): void;
  note(line: string): void;
  summary(summary: Summary, traces: (trial: string) => Trace | undefined): void;
}

export function openStore(folder: string): Store {
  mkdirSync(join(folder, 'trials'), { recursive: true });
  const write = (name: string, text: string): void => writeFileAtomicSync(join(folder, name), text);
  return {
    folder,
    manifest: manifest => write('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`),
    trace: trace => writeTrace(join(folder, 'trials', `${trace.header.trial}.jsonl`), trace),
    note: line => {
      const file = openSync(join(folder, 'journal.log'), 'a');
      writeSync(file, `${line}\n`);
      closeSync(file);
    },
    summary: (summary, traces) => {
      write('summary.json', `${JSON.stringify(summary, null, 1)}\n`);
      write('trials.csv', trialsCsv(summary));
      writeRequests(join(folder, 'requests.csv'), summary, traces);
    },
  };
}

/** In pieces, since a million events are no string to hold at once. */
function writeTrace(file: string, trace: Trace): void {
  inPieces(file, function* () {
    yield `${JSON.stringify(trace.header)}\n`;
    for (const event of trace.events) yield `${JSON.stringify(event)}\n`;
  });
}

function trialsCsv({ trials, metrics }: Summary): string {
  const columns = [
    'trial',
    'block',
    'workload',
    'arm',
    'seed',
    'repetition',
    'state',
    ...metrics.map(m => m.name),
  ];
  return stringify([
    columns,
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

/** One line a request, in paper seconds from the beginning of its trial's load. */
function writeRequests(file: string, summary: Summary, traces: (trial: string) => Trace | undefined): void {
  inPieces(file, function* () {
    yield stringify([
      [
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
      ],
    ]);
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
  });
}

function inPieces(file: string, pieces: () => Iterable<string>): void {
  const temporary = `${file}.part`;
  const handle = openSync(temporary, 'w');
  try {
    let held = '';
    for (const piece of pieces()) {
      held += piece;
      if (held.length < 1 << 18) continue;
      writeSync(handle, held);
      held = '';
    }
    writeSync(handle, held);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
}
