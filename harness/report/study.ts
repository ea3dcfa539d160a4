import type { Declared } from '../manifest.ts';
import type { Findings } from '../paper/findings.ts';
import type { Results } from '../results.ts';
import type { ArmSummary, Paired, Summary, WorkloadBaselines, WorkloadSummary } from '../summary.ts';
import { type ArmLook, armLooks } from './arm-look.ts';
import { type Digest, digest } from './digest.ts';
import type { MetricInfo } from './metric-label.ts';
import { readFindings } from './paper-file.ts';
import { plain } from './plain.ts';
import { type TrialTables, trialTables } from './trial-tables.ts';

/** An arm as charts see it: its look, what it is, its numbers, its trials that may be drawn. */
export interface StudyArm extends ArmLook {
  readonly controller: string;
  readonly kMin: number;
  /** It decides nothing. */
  readonly passive: boolean;
  readonly summary: ArmSummary | undefined;
  /** Valid and cut ones, in the order in which they were run. */
  readonly trials: readonly Digest[];
}

/** What a chart may see: the trials of one workload, since arms are compared within one only. */
export interface Study {
  readonly workload: string;
  /** Other workloads are on the page too, so that titles must name this one. */
  readonly several: boolean;
  readonly declared: Declared;
  readonly summary: WorkloadSummary;
  readonly primary: MetricInfo;
  /** The first metric in container-seconds. */
  readonly cost: MetricInfo | undefined;
  readonly metrics: readonly MetricInfo[];
  readonly arms: readonly StudyArm[];
  readonly reference: StudyArm;
  /** Every trial that has a row, whatever became of it. */
  readonly rows: Summary['trials'];
  /** The block whose trials are drawn first: the one in the middle by the primary metric. */
  readonly middle: number | undefined;
  /** The tables of its trials. */
  readonly shown: ReadonlyMap<string, TrialTables>;
  /** Smallest difference that this study could see, as a share: 0.14 is 14 %. */
  readonly detectable: number;
  /** What the arms can be measured against, where the study has it. */
  readonly baselines: WorkloadBaselines | undefined;
  /** Where the study is about the paper. */
  readonly paper: Findings | undefined;
}

/** The trials of a study read once and reduced, and one study for each workload. */
export function studiesOf(results: Results): Study[] {
  const { manifest, summary } = results;
  const { declared } = manifest;
  const paper = readFindings(results.folder);
  const looks = armLooks(
    declared.arms.map(arm => arm.label),
    declared.reference,
  );
  return declared.workloads.map(workload => {
    const rows = summary.trials.filter(row => row.workload === workload);
    const drawn = rows.filter(row => row.state === 'valid' || row.state === 'cut');
    const digests = drawn.map(row => digest(results.trace(row.trial), { row, target: declared.target }));
    const found = summary.workloads.find(one => one.workload === workload);
    const arms = looks.map((look, index): StudyArm => {
      const { controller, kMin, passive } = declared.arms[index]!;
      return {
        ...look,
        controller: plain(controller),
        kMin,
        passive,
        summary: found?.arms.find(one => one.arm === look.arm),
        trials: digests.filter(one => one.row.arm === look.arm),
      };
    });
    const middle = middleBlock(digests, declared.primary);
    const shown = digests.filter(one => one.row.block === middle);
    return {
      workload,
      several: declared.workloads.length > 1,
      declared,
      summary: found ?? { workload, arms: [], detectable: Number.NaN },
      primary: metricOf(summary, declared.primary),
      cost: summary.metrics.find(metric => metric.unit === 'container-seconds'),
      metrics: summary.metrics,
      arms,
      reference: arms.find(arm => arm.reference) ?? arms[0]!,
      rows,
      middle,
      shown: new Map(
        shown.map(one => [one.row.trial, trialTables(results.trace(one.row.trial), one)] as const),
      ),
      // A file cannot hold the infinity that too few seeds give.
      detectable: share(found?.detectable ?? Number.NaN),
      baselines: summary.baselines?.workloads.find(one => one.workload === workload),
      paper,
    };
  });
}

const metricOf = (summary: Summary, name: string): MetricInfo =>
  summary.metrics.find(metric => metric.name === name) ?? { name, unit: '1', better: 'lower' };

/** A ratio of 1.14 and a share of 0.14 say the same. */
export const share = (detectable: number): number => (detectable >= 1 ? detectable - 1 : detectable);

/** What an arm's numbers are against the reference on a metric; absent for the reference and where no seed has both. */
export const against = (arm: StudyArm, metric: string): Paired | undefined => arm.summary?.against?.[metric];

/** Where a value was not above 0, the estimate is one of differences, and "no effect" is 0 instead of 1. */
export const isDifference = ({ method }: { method: string }): boolean => method.includes('difference');

/** The block whose mean over arms is the median; blocks that lack an arm only where none is whole. */
function middleBlock(digests: readonly Digest[], primary: string): number | undefined {
  const blocks = Map.groupBy(digests, one => one.row.block);
  const most = Math.max(0, ...[...blocks.values()].map(trials => trials.length));
  const whole = [...blocks].filter(([, trials]) => trials.length === most);
  const scored = whole.map(([block, trials]) => {
    const values = trials.map(one => one.row.metrics[primary] ?? Number.POSITIVE_INFINITY);
    return { block, score: values.reduce((sum, value) => sum + value, 0) };
  });
  scored.sort((a, b) => a.score - b.score || a.block - b.block);
  return scored[Math.floor((scored.length - 1) / 2)]?.block;
}

/** The trial of an arm in a block. */
export const trialIn = (arm: StudyArm, block: number | undefined): Digest | undefined =>
  arm.trials.find(trial => trial.row.block === block);
