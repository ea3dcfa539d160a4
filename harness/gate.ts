import { type Compared, compareStudies } from './compare.ts';
import type { Results } from './results.ts';
import type { Comparison } from './stats/contrast.ts';
import type { Estimate } from './stats/estimate.ts';
import type { TrialRow } from './summary.ts';

/** How much worse a metric may be than in the baseline: 0.05 is 5 %; below 0 it must be better. */
export interface Limit {
  readonly metric: string;
  readonly change: number;
}

export interface GateCheck {
  readonly workload: string;
  readonly arm: string;
  readonly metric: string;
  readonly limit: number;
  readonly ok: boolean;
  /** Over the baseline, paired by seed; absent where what is checked is no ratio. */
  readonly ratio?: Estimate;
  readonly sentence: string;
}

/** "response.p95 +5%": at most 5 % worse. Throws a sentence where it is none. */
export function limitOf(text: string): Limit {
  const [, metric, sign, percent] = /^\s*(\S+)\s+([+-])(\d+(?:\.\d+)?)\s?%\s*$/.exec(text) ?? [];
  if (!metric)
    throw new Error(`--max: expected a metric and a percentage such as "response.p95 +5%", found "${text}"`);
  return { metric, change: (Number(percent) / 100) * (sign === '-' ? -1 : 1) };
}

/**
 * Holds a study against a baseline that it may be compared with, arm by arm and paired by seed. In virtual time numbers
 * are exact, so the ratio itself decides; in real time a check fails only when its whole interval lies beyond the limit
 * (METHOD, rule 15), since two runs on one machine differ by some percent anyway.
 */
export function gate(study: Results, baseline: Results, limits: readonly Limit[]): GateCheck[] {
  const exact = [study, baseline].every(({ manifest }) => manifest.engine.name === 'simulated');
  const known = study.summary.metrics;
  const unknown = limits.find(({ metric }) => !known.some(({ name }) => name === metric));
  if (unknown) {
    throw new Error(
      `--max: expected a metric of the study, found "${unknown.metric}"; there are ${known.map(({ name }) => name).join(', ')}.`,
    );
  }
  const asked = limits.map(({ metric }) => metric);
  const arms = new Set(
    baseline.manifest.declared.arms.filter(arm => !arm.baseline).map(({ label }) => label),
  );
  const checks = compareStudies([baseline, study], asked)
    .filter(({ arm, with: partner }) => arm === partner && arms.has(arm))
    .flatMap(compared =>
      limits.flatMap(limit => {
        const better = known.find(({ name }) => name === limit.metric)!.better;
        const check = checkOf(compared, limit, { better, exact });
        return check ? [check] : [];
      }),
    );
  return [...checks, soundness(study, baseline)];
}

function checkOf(
  { workload, arm, ratios }: Compared,
  { metric, change }: Limit,
  { better, exact }: { better: 'lower' | 'higher'; exact: boolean },
): GateCheck | undefined {
  const paired = ratios[metric];
  if (!paired) return undefined;
  const ratio = asRatio(paired);
  // Of a metric that should be high, "worse" is a smaller ratio.
  const [point, least] = better === 'lower' ? [ratio.point, ratio.low] : [1 / ratio.point, 1 / ratio.high];
  const known = ratio.n > 1;
  // Rounding noise of sums is no regression.
  const beyond = (value: number): boolean => value > (1 + change) * (1 + 1e-9);
  const ok = exact ? !beyond(point) : !(known && beyond(least));
  const interval = known ? `, 95 % interval ${short(ratio.low)} to ${short(ratio.high)}` : '';
  const doubt =
    ok && beyond(point)
      ? '; that is beyond the limit, but not beyond chance'
      : ok && !exact && !known
        ? '; one seed shows nothing'
        : '';
  const sentence = `${metric} of ${arm} on ${workload} is ${short(ratio.point)} times the baseline's (${ratio.n} seeds${interval}); ${ok ? 'allowed' : 'not allowed: at most'} ${change >= 0 ? '+' : ''}${short(100 * change)} %${ok ? '' : ' worse'}${doubt}.`;
  return { workload, arm, metric, limit: change, ok, ratio, sentence };
}

/** Differences (a value is 0 somewhere) as ratios of means, so that a limit in percent can be held against them. */
function asRatio({ ratio, pairs }: Compared['ratios'][string]): Estimate {
  if ((ratio as Comparison).scale !== 'difference') return ratio;
  const mean = pairs.reduce((sum, pair) => sum + pair.reference, 0) / pairs.length;
  const over = (difference: number): number =>
    difference === 0 ? 1 : mean > 0 ? 1 + difference / mean : difference > 0 ? Number.POSITIVE_INFINITY : 0;
  return { ...ratio, point: over(ratio.point), low: over(ratio.low), high: over(ratio.high) };
}

/** More trials than before that gave nothing to compare are a regression of their own. */
function soundness(study: Results, baseline: Results): GateCheck {
  const unsound = ({ summary }: Results): number =>
    summary.planned - summary.trials.filter(({ state }: TrialRow) => state === 'valid').length;
  const [now, then] = [unsound(study), unsound(baseline)];
  return {
    workload: 'all',
    arm: 'all',
    metric: 'trials that are not valid',
    limit: 0,
    ok: now <= then,
    sentence: `${now} of ${study.summary.planned} trials are not valid, ${then} of ${baseline.summary.planned} in the baseline.`,
  };
}

const short = (value: number): string => String(Number(value.toPrecision(4)));
