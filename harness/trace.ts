import type { Millis } from './clock.ts';
import type { DispatchMode } from './controller.ts';
import type { WorkUnits } from './workload.ts';

/** What a decision rested on, kept with it; paper milliseconds. */
export interface Seen {
  readonly queued: number;
  readonly running: number;
  readonly containers: number;
  readonly ready: number;
  readonly meanAge: Millis;
  readonly arrived: number;
}

/** `at` is in wall milliseconds since the trial's load began; negative while the first containers start. */
export type TraceEvent =
  | { type: 'request.arrived'; at: Millis; request: number; intended: Millis; work: WorkUnits }
  | { type: 'request.dispatched'; at: Millis; request: number; container: string }
  | { type: 'request.finished'; at: Millis; request: number; container: string }
  | { type: 'request.retried'; at: Millis; request: number; container: string; why: string }
  | { type: 'request.failed'; at: Millis; request: number; container: string; why: string }
  | { type: 'container.starting'; at: Millis; container: string }
  | { type: 'container.ready'; at: Millis; container: string }
  | { type: 'container.stopping'; at: Millis; container: string }
  | { type: 'container.gone'; at: Millis; container: string; exit: string; expected: boolean }
  | { type: 'decision'; at: Millis; seen: Seen; wanted: number; applied: number; reason: string }
  | { type: 'slot'; at: Millis; slot: number; due: Millis; queued: number; running: number; starting: number }
  | { type: 'fault'; at: Millis; kind: string; container?: string }
  | { type: 'trial.ended'; at: Millis; why: 'served' | 'limit'; harness?: HarnessCost };

/** What the harness itself used during the trial, and what the host did beside it; real time only. */
export interface HarnessCost {
  readonly cpuMs: Millis;
  readonly memoryMiB: number;
  /** Absent where the host or engine cannot tell; see `Ledger`. */
  readonly steal?: number;
  readonly foreign?: number;
  readonly probe?: Millis;
}

/** What was run. Holds neither host nor date, so that a simulated trial repeats to the byte. */
export interface TrialHeader {
  readonly type: 'trial';
  readonly format: 1;
  readonly experiment: string;
  /** "0007-a-2": place in the plan, for the file's name. */
  readonly trial: string;
  readonly workload: string;
  readonly arm: string;
  readonly controller: string;
  readonly kMin: number;
  readonly kMax: number;
  readonly seed: number;
  readonly repetition: number;
  readonly block: number;
  readonly engine: string;
  readonly timeScale: number;
  /** Wall milliseconds. */
  readonly slot: Millis;
  readonly dispatch: DispatchMode;
  readonly quota: number;
  readonly paperCores: number;
  /** SHA-256 of the intended requests: arrival in paper milliseconds and work of each, in order. */
  readonly intended: string;
  readonly requests: number;
}

/** The only truth about a trial; metrics, summary and pages are derived from it. */
export interface Trace {
  readonly header: TrialHeader;
  readonly events: Iterable<TraceEvent>;
}
