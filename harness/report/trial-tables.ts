import { type ContainerLife, historyOf } from '../history.ts';
import type { Trace } from '../trace.ts';
import type { Digest } from './digest.ts';
import { plain } from './plain.ts';
import { changePoints, sampled } from './sampling.ts';

/** A table as columns, which is half the size of rows when written down. */
export type Columns = Readonly<Record<string, readonly (number | string)[]>>;

/** What is drawn of one trial over time; paper seconds. */
export interface TrialTables {
  /** Containers ready and needed, and requests waiting, from each moment `t` on. */
  readonly containers: Columns;
  readonly backlog: Columns;
  /** Requests that arrived within [t, t2). */
  readonly arrivals: Columns;
  readonly decisions: Columns;
  /** Container lives: in `lane`, what state from `t` to `t2`. */
  readonly spans: Columns;
  readonly faults: Columns;
}

const mostSteps = 400;
const mostDecisions = 400;
const mostSpans = 1500;
const bins = 60;

const hundredth = (seconds: number): number => Math.round(seconds * 100) / 100;

/** Of what there is at most a few hundred points, so that a trial of 100,000 requests can be drawn too. */
export function trialTables(trace: Trace, trial: Digest): TrialTables {
  const { decisions, faults } = historyOf(trace);
  const paper = (wall: number): number => hundredth(wall / trace.header.timeScale / 1000);
  const to = hundredth(trial.span);
  const moments = changePoints([trial.supply, trial.demand], { from: 0, to, most: mostSteps });
  const waiting = changePoints([trial.backlog], { from: 0, to, most: mostSteps });
  const told = decisions.slice(0, mostDecisions);
  return {
    containers: {
      t: moments.map(hundredth),
      ready: sampled(trial.supply, moments),
      needed: sampled(trial.demand, moments),
    },
    backlog: { t: waiting.map(hundredth), queued: sampled(trial.backlog, waiting) },
    arrivals: arrivals(trial, to),
    decisions: {
      t: told.map(decision => paper(decision.at)),
      t2: told.map((_, i) => (told[i + 1] ? paper(told[i + 1]!.at) : to)),
      queued: told.map(({ seen }) => seen.queued),
      running: told.map(({ seen }) => seen.running),
      existing: told.map(({ seen }) => seen.containers),
      ready: told.map(({ seen }) => seen.ready),
      wanted: told.map(({ wanted }) => wanted),
      applied: told.map(({ applied }) => applied),
      reason: told.map(({ reason }) => plain(reason, { most: 240 })),
    },
    spans: spans(historyOf(trace).containers, { paper, to, gap: trial.span / 500 }),
    faults: { t: faults.map(fault => paper(fault.at)), kind: faults.map(fault => plain(fault.kind)) },
  };
}

/** Bars of a slot's width, or of as many slots as give at most 60. */
function arrivals({ arrivals, header }: Digest, to: number): Columns {
  const slot = header.slot / header.timeScale / 1000;
  const width = slot * Math.max(1, Math.ceil(to / slot / bins));
  const counts = new Array<number>(Math.max(1, Math.ceil(to / width))).fill(0);
  for (const at of arrivals) {
    const bin = Math.min(counts.length - 1, Math.max(0, Math.floor(at / width)));
    counts[bin]!++;
  }
  return {
    t: counts.map((_, i) => hundredth(i * width)),
    t2: counts.map((_, i) => hundredth(Math.min(to, (i + 1) * width))),
    requests: counts,
  };
}

type Spell = { lane: number; id: string; state: string; t: number; t2: number };

/** Each container's life cut into spells, in the first lane that is free when it starts. */
function spans(
  lives: readonly ContainerLife[],
  { paper, to, gap }: { paper: (wall: number) => number; to: number; gap: number },
): Columns {
  const laneEnds: number[] = [];
  const rows: Spell[] = [];
  for (const life of [...lives].sort((a, b) => a.starting - b.starting)) {
    const until = (wall: number): number => (Number.isFinite(wall) ? paper(wall) : to);
    const from = Math.max(0, paper(life.starting));
    const free = laneEnds.findIndex(end => end <= from);
    const lane = free < 0 ? laneEnds.length : free;
    laneEnds[lane] = until(life.gone);
    const add = (state: string, t: number, t2: number): void => {
      if (t2 > Math.max(0, t)) rows.push({ lane: lane + 1, id: life.id, state, t: Math.max(0, t), t2 });
    };
    const stopped = until(Number.isFinite(life.stopping) ? life.stopping : life.gone);
    add('starting', paper(life.starting), Math.min(until(life.ready), stopped));
    if (Number.isFinite(life.ready)) add('ready', paper(life.ready), stopped);
    for (const [t, t2] of merged(
      life.busy.map(([a, b]) => [paper(a), paper(b)]),
      gap,
    ))
      add('busy', t, t2);
    if (Number.isFinite(life.stopping)) add('stopping', paper(life.stopping), until(life.gone));
  }
  const kept = rows.slice(0, mostSpans);
  return {
    lane: kept.map(row => row.lane),
    id: kept.map(row => row.id),
    state: kept.map(row => row.state),
    t: kept.map(row => row.t),
    t2: kept.map(row => row.t2),
  };
}

/** Spells with less between them than can be seen become one. */
function merged(spells: [number, number][], gap: number): [number, number][] {
  const out: [number, number][] = [];
  for (const [from, to] of spells.sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && from - last[1] < gap) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

/** Columns as rows, each with `more`: what a specification's data holds. */
export function rowsOf(
  columns: Columns,
  more: Record<string, string | number> = {},
): Record<string, unknown>[] {
  const names = Object.keys(columns);
  const length = columns[names[0]!]?.length ?? 0;
  return Array.from({ length }, (_, i) => ({
    ...Object.fromEntries(names.map(name => [name, columns[name]![i]!])),
    ...more,
  }));
}
