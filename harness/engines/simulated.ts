import { fileURLToPath } from 'node:url';
import { virtualTime } from '../clock.ts';
import type { Engine, EngineFacts, EngineSettings } from '../engine.ts';
import { pool } from '../pool.ts';
import { type Profile, readProfile, startDelayOf } from '../profile.ts';
import { simulatedDriver } from './simulated/driver.ts';

const defaultProfile = fileURLToPath(new URL('./simulated/profiles/two-cores.json', import.meta.url));

/** The host that is simulated where no other is given to `simulated` itself. */
export const profileFor = (settings: EngineSettings, given?: Profile): Profile =>
  settings.profile ?? given ?? readProfile(process.env.DOCKERAWM_PROFILE ?? defaultProfile);

/**
 * Containers in virtual time, on a host as a profile describes it: the experiment's own, else `profile`, else the one
 * that DOCKERAWM_PROFILE names, else the shipped one. Never stands in for Docker unless it is asked for.
 */
export function simulated({ profile }: { profile?: Profile } = {}): Engine {
  return {
    name: 'simulated',
    time: virtualTime,
    prepare: async (settings): Promise<EngineFacts> => {
      const known = profileFor(settings, profile);
      const quota = known.usableCores / settings.paperCores;
      return {
        usableCores: known.usableCores,
        quota,
        startDelay: startDelayOf(known, quota),
        details: { profile: known.source },
      };
    },
    open: context =>
      pool({
        clock: context.clock,
        driver: simulatedDriver(context, profileFor(context.settings, profile)),
        events: context.events,
        startsAtOnce: context.settings.startsAtOnce,
        retire: context.settings.retire,
      }),
  };
}

/** The engine that `--engine simulated` finds. */
export const engine = simulated;
