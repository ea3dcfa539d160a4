import type { EngineFacts } from './engine.ts';
import type { Declared } from './manifest.ts';
import type { Interference, Stopping, TrialRow, Warning, WorkloadSummary } from './summary.ts';

/** A study as those see it who look for what to distrust. */
export interface Doubtful {
  readonly declared: Declared;
  readonly planned: number;
  readonly rows: readonly TrialRow[];
  readonly workloads: readonly WorkloadSummary[];
  readonly interference: Interference;
  readonly stopping?: Stopping;
  /** Absent where a study is judged that no engine ran. */
  readonly facts?: EngineFacts;
}

/** What a file in harness/warnings/ exports: what it finds to distrust, most often nothing. */
export interface WarningFile {
  /** Its place on the page; equal places go by file name. */
  readonly place: number;
  readonly warnings: (study: Doubtful) => Warning[];
}

/** Rows that enter an average: complete ones, and cut ones with their lower bounds. */
export const counts = ({ state }: TrialRow): boolean => state === 'valid' || state === 'cut';
