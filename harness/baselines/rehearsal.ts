import type { Millis } from '../clock.ts';
import type { ControllerFactory } from '../controller.ts';
import { type Arm, armLabel } from '../experiment.ts';
import { historyOf } from '../history.ts';
import { type Intended, intend } from '../intended.ts';
import { containerSeconds } from '../metrics/container-seconds.ts';
import { peakContainers } from '../metrics/containers.ts';
import { objective } from '../metrics/objective.ts';
import { unfinishedCount } from '../metrics/requests.ts';
import { p95Response } from '../metrics/response.ts';
import { meanWait } from '../metrics/wait.ts';
import { runTrial } from '../trial.ts';
import type { Workload } from '../workload.ts';
import type { Sizes } from './coordinate-search.ts';
import type { NoiseFree } from './noise-free.ts';

/** What decides when a schedule is looked at: an arm's own rhythm, which the time its controller takes is part of. */
export interface Rhythm {
  readonly passive: boolean;
  readonly period?: Millis;
  readonly scalesToZero: boolean;
}

/** What a trial without noise came to. */
export interface Rehearsed {
  /** By metric name: the primary one, waits, responses, cost and the objective; computed when asked for. */
  figures(): Readonly<Record<string, number>>;
  /** The declared objective; far above every whole trial's where requests were left unfinished. */
  readonly value: number;
  peak(): number;
  /** What was applied: at the beginning, then by each decision. */
  readonly sizes: Sizes;
  /** When each of these took effect, paper milliseconds. */
  readonly times: readonly Millis[];
  readonly rhythm: Rhythm;
}

/** One seed of a workload, to be rehearsed many times. */
export interface Stage {
  readonly twin: NoiseFree;
  readonly workload: Workload;
  readonly seed: number;
  readonly intended: Intended;
}

export const stageOf = (twin: NoiseFree, workload: Workload, seed: number): Stage => ({
  twin,
  workload,
  seed,
  intended: intend(workload, seed),
});

/** Runs an arm on a stage. */
export async function rehearse(stage: Stage, arm: Arm): Promise<Rehearsed> {
  const { twin, workload, seed, intended } = stage;
  const { experiment, engine, facts } = twin;
  const label = armLabel(arm);
  const planned = {
    trial: label,
    place: 1,
    block: 1,
    workload: workload.name,
    arm: label,
    seed,
    repetition: 1,
  };
  const trace = await runTrial({
    experiment,
    planned,
    arm,
    workload,
    engine,
    facts,
    study: 'rehearsal',
    intended,
  });
  const { decisions } = historyOf(trace);
  const declared = objective({ price: experiment.price });
  const unfinished = unfinishedCount(trace);
  const metrics = [experiment.primary, meanWait, p95Response, containerSeconds, declared];
  const { passive = false, period, scalesToZero = false } = arm.controller;
  return {
    figures: () => Object.fromEntries(metrics.map(metric => [metric.name, metric.of(trace)])),
    // A request left undone costs more than any that was done late.
    value: declared.of(trace) + unfinished * (experiment.loop.limit / 1000),
    peak: () => peakContainers.of(trace),
    sizes: [arm.kMin, ...decisions.map(decision => decision.applied)],
    times: [0, ...decisions.map(decision => decision.at / experiment.timeScale)],
    rhythm: { passive, scalesToZero, ...(period === undefined ? {} : { period }) },
  };
}

/** An arm that plays sizes, one a decision, in a given rhythm, whatever it sees. */
export function playing(sizes: Sizes, { passive, period, scalesToZero }: Rhythm, label: string): Arm {
  const controller: ControllerFactory = {
    name: label,
    passive,
    scalesToZero,
    ...(period === undefined ? {} : { period }),
    create: () => {
      let decision = 0;
      return {
        decide: () => {
          decision = Math.min(decision + 1, sizes.length - 1);
          return { containers: sizes[decision]!, reason: 'its schedule says so' };
        },
      };
    },
  };
  return { controller, kMin: sizes[0]!, label };
}
