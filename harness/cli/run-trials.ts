import type Tinypool from 'tinypool';
import type { Engine, EngineFacts } from '../engine.ts';
import type { Loaded, Overrides } from '../experiment-file.ts';
import type { Metric } from '../metric.ts';
import type { PlannedTrial } from '../plan.ts';
import type { Live } from '../report/live/open.ts';
import type { Store } from '../store.ts';
import type { TrialRow } from '../summary.ts';
import type { Progress } from './progress.ts';

/** What it takes to run the trials that a study lacks. */
export interface Running {
  readonly loaded: Loaded;
  readonly overrides: Overrides;
  readonly engine: Engine;
  readonly facts: EngineFacts;
  readonly study: string;
  readonly store: Store;
  readonly metrics: readonly Metric[];
  readonly trials: readonly PlannedTrial[];
  readonly progress: Progress;
  /** Where the study is watched as it runs. */
  readonly live: Live | undefined;
  readonly signal: AbortSignal;
  /** Threads for an engine in virtual time; as many as there are cores where it is left open. */
  readonly workers: number | undefined;
  /** Threads that outlive these trials; made and let go again where there are none. */
  readonly threadPool?: Tinypool;
  /** Takes the row of each trial as it ends, in no certain order. */
  readonly ended: (row: TrialRow) => void;
}
