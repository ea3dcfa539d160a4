import { createHash } from 'node:crypto';
import { armLabel, type Experiment } from './experiment.ts';
import type { Declared } from './manifest.ts';
import { smallestDetectable } from './stats/detectable.ts';

/** What an experiment says beforehand, as plain data. */
export const declare = (experiment: Experiment): Declared => ({
  experiment: experiment.name,
  question: experiment.question,
  arms: experiment.arms.map(arm => ({
    label: armLabel(arm),
    controller: arm.controller.name,
    kMin: arm.kMin,
    passive: arm.controller.passive ?? false,
    ...(arm.baseline ? { baseline: true } : {}),
  })),
  workloads: experiment.workloads.map(workload => workload.name),
  seeds: experiment.seeds,
  repetitions: experiment.repetitions,
  kMax: experiment.kMax,
  loop: experiment.loop,
  timeScale: experiment.timeScale,
  settings: experiment.settings,
  faults: experiment.faults,
  observe: experiment.observe,
  primary: experiment.primary.name,
  reference: experiment.reference,
  delta: experiment.delta,
  target: experiment.target,
  price: experiment.price,
  ...(experiment.stopping ? { stopping: experiment.stopping } : {}),
});

export const hashOf = (declared: Declared): string =>
  createHash('sha256').update(JSON.stringify(declared)).digest('hex');

/** How many arms are compared with the reference; baselines are in no family. */
export const familySize = ({ arms }: Experiment): number =>
  Math.max(1, arms.filter(arm => !arm.baseline).length - 1);

/** The smallest ratio that the planned seeds can tell from 1, at the expected spread; told before the first trial. */
export const detectableBefore = (experiment: Experiment): number =>
  smallestDetectable(experiment.seeds.length, {
    spread: experiment.spread,
    family: familySize(experiment),
  });
