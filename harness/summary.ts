import type { Estimate } from './stats/estimate.ts';

/** Something to distrust, with advice. */
export interface Warning {
  readonly id: string;
  readonly what: string;
  readonly why: string;
  readonly advice: string;
}

/** One trial reduced to numbers. Only `valid` trials are averaged; `cut` ones count with their lower bounds. */
export interface TrialRow {
  readonly trial: string;
  readonly block: number;
  readonly workload: string;
  readonly arm: string;
  readonly seed: number;
  readonly repetition: number;
  readonly state: 'valid' | 'cut' | 'invalid' | 'failed';
  /** Why it is not valid, in a sentence. */
  readonly why?: string;
  /** Hash of its intended requests. */
  readonly intended: string;
  /** By metric name; null where the trace does not say. */
  readonly metrics: Readonly<Record<string, number | null>>;
}

export type VerdictWord = 'faster' | 'slower' | 'equivalent' | 'no difference seen' | 'not enough trials';

/** One arm against the reference on one metric, paired by seed. Ratios below 1 mean less than the reference. */
export interface Paired {
  /** Geometric mean of the paired ratios; t interval on the log scale. */
  readonly ratio: Estimate;
  readonly hodgesLehmann: Estimate;
  /** Probability that the arm is better on a seed. */
  readonly superiority: Estimate;
  /** Seed by seed, repetitions averaged. */
  readonly pairs: readonly { seed: number; arm: number; reference: number }[];
}

export interface ArmSummary {
  readonly arm: string;
  /** Valid trials, seeds. */
  readonly trials: number;
  readonly seeds: number;
  /** Mean over seeds with its 95 % t interval, by metric. */
  readonly metrics: Readonly<Record<string, Estimate>>;
  /** Against the reference; absent for the reference itself. */
  readonly against?: Readonly<Record<string, Paired>>;
  /** On the primary metric. */
  readonly verdict?: {
    readonly word: VerdictWord;
    readonly sentence: string;
    readonly p: number;
    readonly adjustedP: number;
  };
}

/** Arms are compared within one workload only. */
export interface WorkloadSummary {
  readonly workload: string;
  readonly arms: readonly ArmSummary[];
  readonly detectable: number;
}

/** Holds neither host nor date, so that two simulated studies are equal to the byte. */
export interface Summary {
  readonly format: 1;
  readonly experiment: string;
  readonly primary: string;
  readonly reference: string;
  /** Units and senses of the metrics, in the order of the table. */
  readonly metrics: readonly { name: string; unit: string; better: 'lower' | 'higher' }[];
  /** The verdict in one sentence. */
  readonly headline: string;
  readonly planned: number;
  readonly trials: readonly TrialRow[];
  readonly workloads: readonly WorkloadSummary[];
  readonly likeForLike: { readonly ok: boolean; readonly differences: readonly string[] };
  readonly warnings: readonly Warning[];
}
