import type { Millis } from './clock.ts';
import type { EngineFacts, EngineSettings } from './engine.ts';
import type { Fault, Loop, Observe, StoppingRule } from './experiment.ts';
import type { Overrides } from './experiment-file.ts';
import type { PlannedTrial } from './plan.ts';

/** What an experiment declared before the first trial (METHOD: "declared before the first trial"). */
export interface Declared {
  readonly experiment: string;
  readonly question: string;
  readonly arms: readonly {
    label: string;
    controller: string;
    kMin: number;
    passive: boolean;
    baseline?: boolean;
  }[];
  readonly workloads: readonly string[];
  readonly seeds: readonly number[];
  readonly repetitions: number;
  readonly kMax: number;
  readonly loop: Loop;
  readonly timeScale: number;
  readonly settings: EngineSettings;
  readonly faults: readonly Fault[];
  readonly observe: Observe;
  readonly primary: string;
  readonly reference: string;
  readonly delta: number;
  readonly target: Millis;
  readonly price: number;
  readonly stopping?: StoppingRule;
}

export interface Host {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly os: string;
  readonly arch: string;
  readonly node: string;
}

/** Everything needed to repeat a study; written before its first trial. */
export interface Manifest {
  readonly format: 1;
  /** The folder's name: the moment it began. */
  readonly study: string;
  readonly startedAt: string;
  readonly command: string;
  readonly declared: Declared;
  /** SHA-256 of `declared` as JSON. */
  readonly declaredHash: string;
  readonly source: { readonly file: string; readonly sha256: string; readonly text: string };
  /** `sha256` is of the sources that decide results: the harness without its command line and its pages. */
  readonly code: {
    readonly version: string;
    readonly commit: string;
    readonly dirty: boolean;
    readonly sha256: string;
  };
  readonly engine: { readonly name: string; readonly facts: EngineFacts };
  readonly host: Host;
  readonly plan: readonly PlannedTrial[];
  /** Smallest ratio the planned number of seeds can detect, as told before the first trial. */
  readonly detectable: number;
  readonly quick: boolean;
  /** What the command line changed about the experiment's file; a study is resumed with the same. */
  readonly overrides: Overrides;
  /** Each time it was resumed; `forced` has what had changed meanwhile, where it went on nevertheless. */
  readonly resumed: readonly Resumed[];
}

export interface Resumed {
  readonly at: string;
  readonly command: string;
  readonly forced?: readonly string[];
}
