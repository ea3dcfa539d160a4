import { historyOf } from '../history.ts';
import { type Steps, valueAt } from '../metrics/step.ts';
import { existing } from '../metrics/supply.ts';
import type { Results } from '../results.ts';
import type { Estimate } from '../stats/estimate.ts';
import { quantile } from '../stats/quantile.ts';
import type { Summary, TrialRow } from '../summary.ts';
import type { WorkloadName } from './claims.ts';
import { arrivalsOf, loggedAllocation, loggedDecisions, loggedRun } from './figures.ts';
import { francis as francisOf, outcomeOf } from './simulation.ts';

/** What a real engine made of one workload; waits in paper seconds, costs in paper container-seconds. */
export interface Measured {
  readonly workload: WorkloadName;
  readonly francis: Arm;
  readonly static5: Arm;
  /** Francis / static 5, paired; absent where the comparison was refused. */
  readonly ratio?: Estimate;
  /** Containers at each decision of the log, there and here. */
  readonly allocation: readonly (readonly [
    second: number,
    logged: number,
    least: number,
    median: number,
    most: number,
  ])[];
  readonly peaks: readonly number[];
  /** Mean waits of Francis, trial by trial, sorted upwards. */
  readonly waits: readonly number[];
  /** From asking for a container to its being ready; it does not shrink with the time scale. Paper seconds. */
  readonly startDelay: number;
  /** What Francis waits in virtual time when starts take as long. */
  readonly waitWithItsStarts: number;
  /** Time between two slots, paper seconds, median over all trials of each arm. */
  readonly slots: { readonly francis: number; readonly static5: number };
  /** Of the CPU that the design allows, percent, mean over the trials. */
  readonly delivered: number;
}

export interface Arm {
  readonly wait: Estimate;
  readonly cost: Estimate;
}

const counts = ({ state }: TrialRow): boolean => state === 'valid' || state === 'cut';

/** Reads a study of paper-table2 by workload; a workload that lacks a trial of either arm is left out. */
export async function measured({ manifest, summary, trace }: Results): Promise<Measured[]> {
  const label = (controller: string): string =>
    manifest.declared.arms.find(arm => arm.controller === controller)?.label ?? controller;
  const labels = { francis: label('francis-dockerawm'), static5: label('fixed') };
  const startDelay = manifest.engine.facts.startDelay / manifest.declared.timeScale;
  const all = summary.workloads.map(async (found): Promise<Measured[]> => {
    const workload = found.workload as WorkloadName; // the experiment's own names
    const francis = armOf(found, labels.francis);
    const static5 = armOf(found, labels.static5);
    if (!francis || !static5) return [];
    const rows = summary.trials.filter(row => row.workload === workload && counts(row));
    const of = (arm: string): TrialRow[] => rows.filter(row => row.arm === arm);
    const traces = of(labels.francis).map(row => trace(row.trial));
    const ratio = found.arms.find(arm => arm.arm === labels.francis)?.against?.['wait.mean']?.ratio;
    const delivered = rows.flatMap(row => row.metrics['work.delivered'] ?? []);
    const supplies = traces.map(one => ({ steps: existing(one), scale: one.header.timeScale }));
    return [
      {
        workload,
        francis,
        static5,
        ...(ratio ? { ratio } : {}),
        allocation: besideTheLog(workload, supplies),
        waits: of(labels.francis)
          .flatMap(row => row.metrics['wait.mean'] ?? [])
          .sort((a, b) => a - b),
        startDelay: startDelay / 1000,
        waitWithItsStarts: outcomeOf(
          await francisOf(arrivalsOf(loggedRun(`log-${workload}-francis`)), { startDelay }),
        ).wait,
        peaks: supplies.map(({ steps }) => Math.max(...steps.value)),
        slots: {
          francis: slotLength(traces),
          static5: slotLength(of(labels.static5).map(row => trace(row.trial))),
        },
        delivered: delivered.reduce((sum, value) => sum + value, 0) / delivered.length,
      },
    ];
  });
  return (await Promise.all(all)).flat();
}

function armOf({ arms }: Summary['workloads'][number], label: string): Arm | undefined {
  const found = arms.find(arm => arm.arm === label)?.metrics;
  const [wait, cost] = [found?.['wait.mean'], found?.containerSeconds];
  return wait && cost ? { wait, cost } : undefined;
}

function besideTheLog(
  workload: WorkloadName,
  supplies: readonly { steps: Steps; scale: number }[],
): Measured['allocation'] {
  return loggedAllocation(loggedRun(`log-${workload}-francis`), loggedDecisions()).map(([second, logged]) => {
    const values = supplies.map(({ steps, scale }) => valueAt(steps, second * 1000 * scale));
    values.sort((a, b) => a - b);
    return [second, logged, values[0]!, quantile(values, 0.5), values.at(-1)!];
  });
}

function slotLength(traces: readonly Parameters<typeof historyOf>[0][]): number {
  const lengths = traces.flatMap(trace => {
    const { slots } = historyOf(trace);
    return slots.slice(1).map((slot, i) => (slot.at - slots[i]!.at) / trace.header.timeScale / 1000);
  });
  return quantile(
    lengths.sort((a, b) => a - b),
    0.5,
  );
}
