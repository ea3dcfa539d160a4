import type { Engine, EngineFacts } from './engine.ts';
import { type Arm, armLabel, type Experiment } from './experiment.ts';
import { type Intended, intend } from './intended.ts';
import { Loop } from './loop.ts';
import type { PlannedTrial } from './plan.ts';
import { Recorder } from './recorder.ts';
import type { HarnessCost, Trace, TraceEvent, TrialHeader } from './trace.ts';
import type { Workload } from './workload.ts';

export interface TrialSetting {
  readonly experiment: Experiment;
  readonly planned: PlannedTrial;
  readonly arm: Arm;
  readonly workload: Workload;
  readonly engine: Engine;
  readonly facts: EngineFacts;
  readonly study: string;
  /** Ends the trial early; it then throws the signal's reason, with everything removed. */
  readonly signal?: AbortSignal;
  /** Told every event as it happens, in clock time. */
  readonly watch?: (event: TraceEvent) => void;
  /** What the harness uses, where time is real; asked once, when the load begins, for a function asked at the end. */
  readonly cost?: () => () => HarnessCost;
  readonly keepTrace?: boolean;
  /** What the workload asks for with this seed, where it is known already. */
  readonly intended?: Intended;
}

/**
 * Runs one arm against one seed of a workload and gives the trace. Throws, with nothing left running, when the
 * containers cannot be had, the controller fails or the signal says stop.
 */
export async function runTrial(setting: TrialSetting): Promise<Trace> {
  const { experiment, planned, arm, workload, engine, facts } = setting;
  const intended = setting.intended ?? intend(workload, planned.seed);
  const { keepTrace: keep = true, watch } = setting;
  const recorder = new Recorder({ keep, watch, requests: intended.at.length });
  let loop: Loop | undefined;
  const failure = await engine.time.run<Error | undefined>(
    (clock, end) => {
      loop = new Loop(setting, intended, recorder, clock, end);
      loop.begin();
    },
    () => loop?.waitingFor() ?? 'its beginning',
  );
  if (failure) throw failure;
  const header: TrialHeader = {
    type: 'trial',
    format: 1,
    experiment: experiment.name,
    trial: planned.trial,
    workload: workload.name,
    arm: armLabel(arm),
    controller: arm.controller.name,
    kMin: arm.kMin,
    kMax: experiment.kMax,
    seed: planned.seed,
    repetition: planned.repetition,
    block: planned.block,
    engine: engine.name,
    timeScale: experiment.timeScale,
    slot: experiment.loop.slot * experiment.timeScale,
    dispatch: experiment.loop.dispatch,
    quota: facts.quota,
    paperCores: experiment.settings.paperCores,
    intended: intended.sha256,
    requests: intended.at.length,
  };
  return recorder.trace(header);
}
