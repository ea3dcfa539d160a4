import type { Engine, EngineFacts } from '../engine.ts';
import { profileFor, simulated } from '../engines/simulated.ts';
import type { Experiment } from '../experiment.ts';
import { type Profile, startDelayOf } from '../profile.ts';

/** An experiment as it would go without noise and faults, in virtual time. */
export interface NoiseFree {
  readonly experiment: Experiment;
  readonly engine: Engine;
  readonly facts: EngineFacts;
}

/**
 * The noise-free twin of an experiment: the simulated host of its profile, with all times at their means. Where the study
 * itself runs on another engine, cores and start delay are those that the engine has measured.
 */
export async function noiseFree(experiment: Experiment, measured?: EngineFacts): Promise<NoiseFree> {
  const known = profileFor(experiment.settings);
  const profile = quiet(measured ? asMeasured(known, measured) : known);
  const twin = { ...experiment, faults: [], settings: { ...experiment.settings, profile } };
  const engine = simulated();
  return { experiment: twin, engine, facts: await engine.prepare(twin.settings, twin.timeScale) };
}

const quiet = ({ start, stop, service, ...profile }: Profile): Profile => ({
  ...profile,
  start: {
    ...start,
    serial: { ...start.serial, cv: 0 },
    work: { ...start.work, cv: 0 },
    boot: { ...start.boot, cv: 0 },
  },
  stop: { ...stop, cv: 0 },
  service: { ...service, cv: 0 },
  faults: { start: 0, request: 0 },
});

function asMeasured(profile: Profile, { usableCores, quota, startDelay }: EngineFacts): Profile {
  const { serial, work, boot } = profile.start;
  const usual = startDelayOf(profile, quota);
  const factor = usual > 0 ? startDelay / usual : 1;
  return {
    ...profile,
    usableCores,
    start: {
      ...profile.start,
      serial: { ...serial, mean: serial.mean * factor },
      work: { ...work, mean: work.mean * factor },
      boot: { ...boot, mean: boot.mean * factor },
    },
  };
}
