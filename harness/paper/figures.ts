import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Millis, seconds } from '../clock.ts';
import { shown } from '../validation.ts';
import type { Arrival } from '../workload.ts';

/** Work of a request in the setting that reproduces the logs: 13.4 CPU-seconds (FRANCIS: identified from the logs). */
export const PAPER_WORK = 13_400;

const second = z.number().min(0);
const pairs = z.array(z.tuple([second, z.int().positive()])).superRefine((all, context) => {
  const at = all.findIndex((pair, i) => i > 0 && pair[0] < all[i - 1]![0]);
  if (at > 0) {
    const message = `expected times that never fall, found ${all[at]![0]} after ${all[at - 1]![0]}`;
    context.addIssue({ code: 'custom', message, path: [at] });
  }
});

const run = z
  .strictObject({
    id: z.string(),
    date: z.string(),
    controller: z.enum(['none', 'francis']),
    initialContainers: z.int().positive(),
    requests: z.int().positive(),
    reportedMeanWaitMs: z.number().positive(),
    recomputedMeanWaitS: z.number().positive(),
    lastDispatchS: second,
    arrivals: pairs.min(1),
    dispatches: pairs,
    deltas: z.array(z.int()),
    backlogAtBatches: z.array(z.int().min(0)),
  })
  .superRefine(({ requests, arrivals }, context) => {
    const arrived = arrivals.reduce((sum, [, count]) => sum + count, 0);
    if (requests === arrived) return;
    const message = `expected as many as arrive, ${arrived}, found ${requests}`;
    context.addIssue({ code: 'custom', message, path: ['requests'] });
  });
const runs = z.strictObject({
  source: z.string(),
  fields: z.record(z.string(), z.string()),
  runs: z.array(run),
});

/** One run of the author's, as logged; seconds from the first arrival. */
export type LoggedRun = z.infer<typeof run>;

/** One call of nextVMDelta() in a log. */
export interface LoggedDecision {
  readonly run: string;
  readonly slot: number;
  readonly at: Millis;
  readonly waiting: number;
  readonly running: number;
  readonly meanAgeSeconds: number;
  readonly logged: number;
  /** It does not hang on the 2 s by which the rebuilt ages may be off. */
  readonly robust: boolean;
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The logged runs; damaged figures are refused with file and line. */
export function loggedRuns(file = here('logged-runs.json')): LoggedRun[] {
  const text = readFileSync(file, 'utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Error(
      `${file}: expected JSON, found ${cause instanceof Error ? cause.message : cause}; restore the file.`,
      { cause },
    );
  }
  const read = runs.safeParse(value, { reportInput: true });
  if (!read.success) {
    const issue = read.error.issues[0]!;
    const line = lineOf(text, issue.path);
    const found = issue.code === 'custom' || !('input' in issue) ? '' : `, found ${shown(issue.input)}`;
    throw new Error(
      `${file}:${line}: ${issue.path.join('.')}: ${issue.message.replace(/^Invalid input: /, '')}${found}; restore the file.`,
    );
  }
  return read.data.runs;
}

export function loggedRun(id: string): LoggedRun {
  const found = loggedRuns().find(run => run.id === id);
  if (!found)
    throw new Error(`Logged runs: expected one called ${id}, found none; restore logged-runs.json.`);
  return found;
}

/** The line of a logged run's field: that of the nth "id", of the key that follows it, of the entry in its list. */
function lineOf(text: string, path: readonly PropertyKey[]): number {
  const [, index, key, entry] = path;
  let at = 0;
  let end = text.length;
  const find = (what: string): void => {
    const next = text.indexOf(what, at);
    if (next >= 0 && next < end) at = next + 1;
  };
  for (let n = 0; n <= Number(index ?? -1); n++) find('"id"');
  // A key that is missing must not be found in the next run.
  const following = text.indexOf('"id"', at);
  if (following > 0) end = following;
  if (key !== undefined) find(`"${String(key)}"`);
  // The list's own bracket, then one for each entry up to this.
  if (entry !== undefined) for (let n = 0; n <= Number(entry) + 1; n++) find('[');
  return text.slice(0, at).split('\n').length;
}

const columns = [
  'run',
  'k',
  't_call_s',
  'eta_etak00',
  'p_running',
  'n_in_window',
  'Tr_mean_age_s_reconstructed',
  'u_logged',
  'x',
  'u_law',
  'robust_to_2s',
];

/** The logged decisions; damaged figures are refused with file and line. */
export function loggedDecisions(file = here('francis-decisions.csv')): LoggedDecision[] {
  const [head, ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/);
  const names = head!.split(',');
  const missing = columns.find(column => !names.includes(column));
  if (missing) throw new Error(`${file}:1: expected a column ${missing}, found ${head}; restore the file.`);
  let last = { run: '', at: 0 };
  return lines.map((line, i) => {
    const cells = line.split(',');
    const where = `${file}:${i + 2}`;
    const number = (column: string): number => {
      const cell = cells[names.indexOf(column)];
      const value = Number(cell);
      if (cell === undefined || cell === '' || !Number.isFinite(value))
        throw new Error(`${where}: expected a number in ${column}, found "${cell ?? ''}"; restore the file.`);
      return value;
    };
    const positive = (column: string): number => {
      const value = number(column);
      if (value < 0)
        throw new Error(`${where}: expected ${column} of 0 or more, found ${value}; restore the file.`);
      return value;
    };
    const run = cells[names.indexOf('run')] ?? '';
    const at = seconds(positive('t_call_s'));
    if (run === last.run && at < last.at)
      throw new Error(
        `${where}: expected times that never fall, found ${at / 1000} s after ${last.at / 1000} s; restore the file.`,
      );
    last = { run, at };
    return {
      run,
      slot: number('k'),
      at,
      waiting: positive('eta_etak00'),
      running: positive('p_running'),
      meanAgeSeconds: positive('Tr_mean_age_s_reconstructed'),
      logged: number('u_logged'),
      robust: number('robust_to_2s') === 1,
    };
  });
}

/** The requests of a logged run, each with the paper's work. */
export const arrivalsOf = (run: LoggedRun): Arrival[] =>
  run.arrivals.flatMap(([at, count]) =>
    Array.from({ length: count }, () => ({ at: seconds(at), work: PAPER_WORK })),
  );

/** The logged number of containers at each decision, from the moves of nextVMDelta(): [second, containers]. */
export function loggedAllocation(
  run: LoggedRun,
  decisions: readonly LoggedDecision[],
): [second: number, containers: number][] {
  const names: Record<string, string> = {
    'log-A-francis': 'Res_francis',
    'log-p4-francis': 'p4',
    'log-p5-francis': 'p5',
  };
  return decisions
    .filter(decision => decision.run === names[run.id])
    .map(({ at, running }): [number, number] => [at / 1000, running]);
}
