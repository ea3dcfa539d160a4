import { seconds } from '../harness/clock.ts';
import type { ControllerFactory } from '../harness/controller.ts';
import { fixed } from '../harness/controllers/fixed.ts';
import { simulated } from '../harness/engines/simulated.ts';
import { complete, type Definition, type Experiment } from '../harness/experiment.ts';
import { meanWait } from '../harness/metrics/wait.ts';
import { plan, resolve } from '../harness/plan.ts';
import { ideal } from '../harness/profile.ts';
import type { Trace } from '../harness/trace.ts';
import { runTrial } from '../harness/trial.ts';
import { batches } from '../harness/workloads/batches.ts';

/** An experiment of one arm on an ideal host of four cores, changed by what the test is about. */
export function oneArm(
  change: Partial<Definition> = {},
  arm: { controller?: ControllerFactory; kMin?: number } = {},
): Experiment {
  const { controller = fixed(), kMin = 1 } = arm;
  return complete('test', {
    question: 'a test',
    arms: [{ controller, kMin, label: 'arm' }],
    reference: 'arm',
    primary: meanWait,
    workload: batches([{ at: 0, requests: 2 }], { work: 1000 }),
    seeds: 1,
    ...change,
    loop: { slot: seconds(1), limit: seconds(100), ...change.loop },
    settings: { paperCores: 4, profile: ideal(4), ...change.settings },
  });
}

/** Runs its first trial in virtual time. */
export async function tried(experiment: Experiment, signal?: AbortSignal): Promise<Trace> {
  const engine = simulated();
  const facts = await engine.prepare(experiment.settings, experiment.timeScale);
  const planned = plan(experiment)[0]!;
  const arm = resolve(experiment, planned);
  return runTrial({
    experiment,
    planned,
    ...arm,
    engine,
    facts,
    study: 'test',
    ...(signal ? { signal } : {}),
  });
}
