import { fixed } from '../controllers/fixed.ts';
import { scheduled } from '../controllers/scheduled.ts';
import type { Arm } from '../experiment.ts';
import type { WorkloadBaselines } from '../summary.ts';
import type { Schedule, SeedBaselines } from './seed-baselines.ts';

/** A baseline that is run beside the arms, as plain data: so it can be kept, and handed to a thread. */
export type BaselineArm =
  | { readonly kind: 'static'; readonly size: number }
  | {
      readonly kind: 'oracle';
      readonly schedules: readonly {
        readonly workload: string;
        readonly seed: number;
        readonly schedule: Schedule;
      }[];
    };

/** The arm that plays a baseline. */
export function armOf(baseline: BaselineArm): Arm {
  if (baseline.kind === 'static')
    return { controller: fixed(), kMin: baseline.size, label: staticLabel(baseline.size), baseline: true };
  const { schedules } = baseline;
  const perSeed = (workload: string, seed: number) => {
    const mine = schedules.filter(one => one.workload === workload);
    const { schedule } = mine.find(one => one.seed === seed) ?? mine[0] ?? schedules[0]!;
    return {
      controller: scheduled({ entries: schedule.entries, name: 'oracle' }),
      kMin: schedule.kMin,
    };
  };
  const { workload, seed } = schedules[0]!;
  return { ...perSeed(workload, seed), label: 'oracle (replayed)', baseline: true, perSeed };
}

const staticLabel = (size: number): string => `static at ${size}`;

/**
 * The baselines to run beside the arms: the static sizes that bracket each elastic arm's cost, that of its peak, and
 * the oracle's schedule of each seed. Sizes that are an arm of the experiment already are not run twice.
 */
export function baselineArms(
  workloads: readonly WorkloadBaselines[],
  found: readonly SeedBaselines[],
  already: readonly number[],
): BaselineArm[] {
  const sizes = workloads
    .flatMap(({ brackets }) => brackets.flatMap(({ below, above, peak }) => [below, above, peak]))
    .filter(size => size !== null && !already.includes(size));
  const statics = [...new Set(sizes as number[])].sort((a, b) => a - b);
  return [
    ...statics.map((size): BaselineArm => ({ kind: 'static', size })),
    {
      kind: 'oracle',
      schedules: found.map(({ workload, seed, oracle }) => ({ workload, seed, schedule: oracle.schedule })),
    },
  ];
}
