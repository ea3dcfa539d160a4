import { tInterval } from '../stats/t-interval.ts';
import type { BaselinePoint, WorkloadBaselines } from '../summary.ts';
import { bracketOf } from './bracket.ts';
import type { Figures, SeedBaselines } from './seed-baselines.ts';

/** Means over the seeds of one workload. `elastic`: the arms that decide something, to be bracketed. */
export function gather(
  workload: string,
  found: readonly SeedBaselines[],
  { elastic }: { elastic: readonly string[] },
): WorkloadBaselines {
  const first = found[0];
  if (!first) throw new Error(`Baselines of ${workload}: expected at least one seed, found none.`);
  const statics = first.statics.map(({ size }, i) =>
    point(
      'static',
      `static at ${size}`,
      found.map(one => one.statics[i]!),
      { size },
    ),
  );
  const arms = first.arms.map(({ arm }, i) =>
    point(
      'arm',
      arm,
      found.map(one => one.arms[i]!),
    ),
  );
  const oracle = point(
    'oracle',
    'oracle',
    found.map(one => one.oracle),
  );
  const sum = (of: (one: SeedBaselines) => number): number =>
    found.reduce((total, one) => total + of(one), 0);
  return {
    workload,
    seeds: found.length,
    points: [...statics, ...arms, oracle],
    brackets: arms
      .filter(({ label }) => elastic.includes(label))
      .map(({ label, metrics }) =>
        bracketOf(
          { arm: label, cost: costOf(metrics), peak: peakOf(found, label) },
          statics.map(({ size, metrics }) => ({ size: size!, cost: costOf(metrics) })),
        ),
      ),
    oracle: {
      evaluations: sum(one => one.oracle.evaluations),
      starts: first.oracle.starts,
      converged: found.filter(one => one.oracle.converged).length,
    },
  };
}

function point(
  kind: BaselinePoint['kind'],
  label: string,
  seeds: readonly Figures[],
  more: { size?: number } = {},
): BaselinePoint {
  const names = Object.keys(seeds[0]!.figures);
  const metrics = Object.fromEntries(
    names.flatMap(name => {
      const values = seeds.map(({ figures }) => figures[name]!).filter(Number.isFinite);
      return values.length > 0 ? [[name, tInterval(values)]] : [];
    }),
  );
  return { kind, label, ...more, metrics };
}

const costOf = (metrics: BaselinePoint['metrics']): number => metrics.containerSeconds?.point ?? Number.NaN;

const peakOf = (found: readonly SeedBaselines[], label: string): number =>
  Math.max(...found.map(({ arms }) => arms.find(({ arm }) => arm === label)!.peak));
