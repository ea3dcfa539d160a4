import { type Millis, seconds } from '../clock.ts';
import type { ControllerFactory } from '../controller.ts';
import { fixed } from '../controllers/fixed.ts';
import { francisDockerAwm } from '../controllers/francis-dockerawm.ts';
import { simulated } from '../engines/simulated.ts';
import { complete, type Loop } from '../experiment.ts';
import { containerSeconds } from '../metrics/container-seconds.ts';
import { meanWait } from '../metrics/wait.ts';
import { plan, resolve } from '../plan.ts';
import { ideal } from '../profile.ts';
import type { Trace } from '../trace.ts';
import { runTrial } from '../trial.ts';
import type { Arrival } from '../workload.ts';
import { replay } from '../workloads/replay.ts';

/** The setting that reproduces the logs: FRANCIS, "the simulation that reproduces the logs". */
export const PAPER_LOOP = {
  slot: seconds(12.3),
  firstSlot: seconds(3.5),
  controllerCost: seconds(0.9),
  dispatch: 'each-slot',
  initialAge: seconds(12),
} as const;
export const PAPER_CORES = 3.75;

/** What of the paper's setting is changed; everything else stays. */
export interface Change {
  readonly loop?: Partial<Loop>;
  readonly cores?: number;
  readonly seed?: number;
  /** From asking for a container to its being usable. */
  readonly startDelay?: Millis;
}

/** One run at full scale in virtual time, on the paper's host or one that differs in what is named. */
async function simulate(
  arrivals: readonly Arrival[],
  arm: { controller: ControllerFactory; kMin: number },
  { loop = {}, cores = PAPER_CORES, seed = 1, startDelay = 500 }: Change,
): Promise<Trace> {
  const label = `${arm.controller.name} ${arm.kMin}`;
  const experiment = complete('paper', {
    question: '',
    arms: [{ ...arm, label }],
    reference: label,
    primary: meanWait,
    seeds: [seed],
    workload: replay('logged', arrivals),
    kMax: 16,
    loop: { ...PAPER_LOOP, limit: seconds(5000), ...loop },
    settings: { paperCores: cores, retire: 'oldest-idle', profile: ideal(cores, startDelay) },
  });
  const engine = simulated();
  const facts = await engine.prepare(experiment.settings, 1);
  const planned = plan(experiment)[0]!;
  return runTrial({ experiment, planned, ...resolve(experiment, planned), engine, facts, study: 'paper' });
}

/** What a run came to: mean wait in seconds and its cost in container-seconds. */
export interface Outcome {
  readonly wait: number;
  readonly cost: number;
}

export const outcomeOf = (trace: Trace): Outcome => ({
  wait: meanWait.of(trace),
  cost: containerSeconds.of(trace),
});

/** The paper's controller, from its 2 containers. */
export const francis = (arrivals: readonly Arrival[], change: Change = {}): Promise<Trace> =>
  simulate(arrivals, { controller: francisDockerAwm(), kMin: 2 }, change);

/** "No controller": a size that is held; 1 is the sequential execution. */
export const holding = (
  arrivals: readonly Arrival[],
  containers: number,
  change: Change = {},
): Promise<Trace> => simulate(arrivals, { controller: fixed(), kMin: containers }, change);
