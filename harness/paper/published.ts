import { type Conditions, differences } from '../conditions.ts';
import { intend } from '../intended.ts';
import { replay } from '../workloads/replay.ts';
import { arrivalsOf, loggedRun } from './figures.ts';

/** A row of the paper's Table 2 with the run that it was taken from. */
export interface PublishedRow {
  readonly row: string;
  /** Mean time from arrival to dispatch as printed, seconds. */
  readonly wait: number;
  readonly log: string;
  readonly conditions: Conditions;
}

/** Table 2 as it was printed, and what the like-for-like guard says of it. */
export interface Published {
  readonly rows: readonly PublishedRow[];
  readonly ratio: number;
  readonly differences: readonly string[];
}

function row(words: string, wait: number, id: string): PublishedRow {
  const log = loggedRun(id);
  const arrivals = arrivalsOf(log);
  return {
    row: words,
    wait,
    log: id,
    conditions: {
      requests: arrivals.length,
      'seconds from first to last arrival': arrivals.at(-1)!.at / 1000,
      'intended requests (SHA-256)': `${intend(replay(id, arrivals), 1).sha256.slice(0, 12)}…`,
      'day of the run': log.date,
    },
  };
}

/** DockerAWM report, Table 2: one run a row, of different workloads. */
export function publishedTable(): Published {
  const rows = [
    row('with Francis, from 2 containers', 53.29, 'log-p5-francis'),
    row('without controller, 5 containers', 134.04, 'log-A-static'),
  ];
  const [francis, none] = rows;
  return {
    rows,
    ratio: francis!.wait / none!.wait,
    differences: differences(francis!.conditions, none!.conditions),
  };
}
