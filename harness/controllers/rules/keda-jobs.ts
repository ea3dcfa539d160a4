/*
 * KEDA's ScaledJobs: how many jobs a queue asks for, and how many of them are made beside those that run.
 * Source: kedacore/keda@8b4f083c, pkg/scaling/scaledjob/metrics.go and pkg/scaling/executor/scale_jobs.go.
 */

export interface JobTrigger {
  readonly queueLength: number;
  /** Of the queue, for each job; 0: it asks for none. */
  readonly target: number;
  readonly active: boolean;
}

/** How several triggers become one. */
export type Calculation = 'max' | 'min' | 'avg' | 'sum';

export interface JobState {
  readonly active: boolean;
  readonly queueLength: number;
  readonly maxValue: number;
}

/** Joins the active triggers; numbers are rounded up only at the end. */
export const jobState = (
  triggers: readonly JobTrigger[],
  calculation: Calculation,
  { minReplicas, maxReplicas }: { readonly minReplicas: number; readonly maxReplicas: number },
): JobState => {
  const own = triggers
    .filter(trigger => trigger.active)
    .map(({ queueLength, target }) => ({
      queueLength,
      maxValue: target === 0 ? 0 : Math.min(queueLength / target, maxReplicas),
    }));
  const { taken, queueLength, maxValue } = joined(own, calculation);
  return {
    active: taken || minReplicas > 0,
    queueLength: Math.ceil(queueLength),
    maxValue: Math.ceil(Math.min(maxValue, maxReplicas)),
  };
};

type Asked = Omit<JobState, 'active'>;

const joined = (own: readonly Asked[], calculation: Calculation): Asked & { readonly taken: boolean } => {
  if (calculation === 'max' || calculation === 'min') {
    let kept: (Asked & { taken: boolean }) | undefined;
    for (const one of own)
      if (isTaken(one.queueLength, kept?.queueLength ?? 0, calculation)) kept = { ...one, taken: true };
    return kept ?? { taken: false, queueLength: 0, maxValue: 0 };
  }
  const shares = calculation === 'avg' ? Math.max(1, own.length) : 1;
  return {
    taken: own.length > 0,
    queueLength: own.reduce((sum, one) => sum + one.queueLength, 0) / shares,
    maxValue: own.reduce((sum, one) => sum + one.maxValue, 0) / shares,
  };
};

/** Both begin with a queue of 0, so that the smallest is not kept for being empty, and the largest is never empty. */
const isTaken = (queueLength: number, kept: number, calculation: 'max' | 'min'): boolean =>
  calculation === 'max' ? queueLength > kept : kept === 0 || queueLength < kept;

/** The mean target of several triggers; 0 of none. */
export const averageTarget = (targets: readonly number[]): number =>
  targets.length === 0 ? 0 : targets.reduce((sum, target) => sum + target, 0) / targets.length;

export interface JobCounts {
  readonly running: number;
  readonly pending: number;
  readonly maxReplicas: number;
  /** What the queue asks for, and the most of it that fits. */
  readonly scaleTo: number;
  readonly maxScale: number;
}

export interface Strategy {
  /** An unknown one is the default. */
  readonly name: string;
  /** Custom: taken off the queue, and the share of the running jobs that still count (text, as users write it). */
  readonly deduction: number;
  readonly runningPercentage: string | undefined;
}

export type Jobs = Pick<JobCounts, 'maxScale' | 'scaleTo'>;

/** What a strategy makes of the counts; may be negative. */
export const jobStrategy = (strategy: Strategy, counts: JobCounts): Jobs => {
  const { running, pending, maxReplicas, maxScale, scaleTo } = counts;
  switch (strategy.name) {
    case 'custom': {
      const share = floatOf(strategy.runningPercentage);
      if (share === undefined) break;
      const wanted = maxScale - strategy.deduction - Math.trunc(running * share);
      return { maxScale: Math.min(wanted, maxReplicas), scaleTo };
    }
    case 'accurate':
      return maxScale + running - pending > maxReplicas
        ? { maxScale: maxReplicas - running, scaleTo }
        : { maxScale: maxScale - pending, scaleTo };
    case 'eager':
      return { maxScale: Math.min(maxReplicas - running - pending, maxScale), scaleTo: maxReplicas };
  }
  return { maxScale: maxScale - running, scaleTo };
};

/** The minimum comes first and knows no strategy; the jobs that make it up do not count as running for the rest. */
export const jobDecision = (strategy: Strategy, counts: JobCounts, minReplicas: number): Jobs => {
  const { running } = counts;
  if (running < minReplicas) return { maxScale: minReplicas - running, scaleTo: minReplicas - running };
  return jobStrategy(strategy, { ...counts, running: running - minReplicas });
};

/** Jobs that are made of it. */
export const jobsMade = ({ maxScale, scaleTo }: Jobs): number =>
  maxScale <= 0 ? 0 : Math.min(scaleTo, maxScale);

/** A decimal number as Go reads it: neither empty nor with blanks. */
const floatOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
