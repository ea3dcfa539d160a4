import type { Bracket } from './baselines/bracket.ts';
import type { Millis } from './clock.ts';
import type { Conditions } from './conditions.ts';
import type { Comparison } from './stats/contrast.ts';
import type { Estimate } from './stats/estimate.ts';
import type { Friedman } from './stats/friedman.ts';
import type { OutlierClass } from './stats/tukey.ts';

/** Something to distrust, with advice. */
export interface Warning {
  readonly id: string;
  readonly what: string;
  readonly why: string;
  readonly advice: string;
}

/**
 * What the host did to a trial, beside its load (METHOD, rule 13). Null where the host has no such counter: not
 * available is never 0. Absent in virtual time, where there is no host.
 */
export interface Ledger {
  /** Work done, in percent of what the busy containers' quotas and the usable cores allow. */
  readonly delivered: number | null;
  /** CPU time that a hypervisor gave to others, in percent of all CPU time. */
  readonly steal: number | null;
  /** Running containers that are none of ours, at most. */
  readonly foreign: number | null;
  /** Time that a fixed piece of work took just before the trial's block, milliseconds. */
  readonly probe: number | null;
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
  /** What it was run under, but for its requests and its arm; absent where it gave no trace. */
  readonly conditions?: Conditions;
  readonly ledger?: Ledger;
  /** By metric name; null where the trace does not say. */
  readonly metrics: Readonly<Record<string, number | null>>;
}

export type VerdictWord = 'faster' | 'slower' | 'equivalent' | 'no difference seen' | 'not enough trials';

/** One arm against the reference on one metric, paired by seed. Ratios below 1 mean less than the reference. */
export interface Paired {
  /** Geometric mean of the paired ratios; t interval on the log scale. */
  readonly ratio: Comparison;
  readonly hodgesLehmann: Comparison;
  /** Probability that the arm is better on a seed. */
  readonly superiority: Estimate;
  /** Secondary, on the primary metric only: the ratio of means by bootstrap, approximate below 50 seeds. */
  readonly bootstrap?: { readonly percentile: Estimate; readonly bca: Estimate };
  /** Seed by seed, repetitions averaged. */
  readonly pairs: readonly { seed: number; arm: number; reference: number }[];
}

/** Seeds whose contrast to the reference lies beyond Tukey's fences, and the verdict word without them, if one can be given. */
export interface Outliers {
  readonly seeds: readonly { readonly seed: number; readonly class: OutlierClass }[];
  readonly wordWithout?: VerdictWord;
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
    /** Seeds that would do, where there are not enough. */
    readonly wouldDo?: number;
  };
  readonly outliers?: Outliers;
  /**
   * Epsilon over the reference, where that is a static size: the geometric mean over seeds. Null ("n/a") where one of its
   * ratios has a 0 on some seed; never made of the others.
   */
  readonly elasticSpeedup?: Estimate | null;
}

/** Arms are compared within one workload only. */
export interface WorkloadSummary {
  readonly workload: string;
  readonly arms: readonly ArmSummary[];
  readonly detectable: number;
  /** Three arms and more, on the primary metric; in the order of its `arms`. */
  readonly friedman?: Friedman & { readonly arms: readonly string[] };
}

/** Trials that something outside the design disturbed, and the verdicts without them. */
export interface Interference {
  readonly flagged: readonly { readonly trial: string; readonly flags: readonly string[] }[];
  /** Verdict words without the flagged trials, where they differ. */
  readonly changed: readonly {
    readonly workload: string;
    readonly arm: string;
    readonly word: VerdictWord;
  }[];
  /** What could be read at all: of so many trials. */
  readonly available: Readonly<Record<keyof Ledger, number>>;
}

/** How a study that was told to go on until it knows enough came to its end. */
export interface Stopping {
  /** Half-width asked for: 0.05 is × or ÷ 1.05. */
  readonly until?: number;
  /** Wall milliseconds; in virtual time those that the trials would have taken. */
  readonly budget?: Millis;
  readonly spent: Millis;
  /** Half-width reached, of the widest headline. Null where it is not known. */
  readonly halfWidth: number | null;
  /** Seeds that every arm met. */
  readonly seeds: number;
  readonly why: 'precise' | 'budget spent' | 'most seeds' | 'interrupted';
}

/** What an arm can be measured against: rehearsed without noise in virtual time, mean over seeds. */
export interface BaselinePoint {
  /** An arm is there too, so that like is compared with like. */
  readonly kind: 'static' | 'arm' | 'oracle';
  readonly label: string;
  /** Of a static one. */
  readonly size?: number;
  /** The primary metric, mean wait, p95 of the response, container-seconds and the objective. */
  readonly metrics: Readonly<Record<string, Estimate>>;
}

/** Baselines of one workload (METHOD, rule 16). */
export interface WorkloadBaselines {
  readonly workload: string;
  /** How many of the study's seeds were rehearsed: the first ones. */
  readonly seeds: number;
  readonly points: readonly BaselinePoint[];
  /** Of each elastic arm. */
  readonly brackets: readonly Bracket[];
  /** The best schedules found: tried in all, starts for each seed, seeds on which the search ended by itself. */
  readonly oracle: { readonly evaluations: number; readonly starts: number; readonly converged: number };
}

export interface Baselines {
  /** Of the simulated host. */
  readonly profile: string;
  readonly workloads: readonly WorkloadBaselines[];
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
  readonly interference: Interference;
  readonly stopping?: Stopping;
  /** Absent in studies of before there were any. */
  readonly baselines?: Baselines;
}
