import type { Millis } from '../../clock.ts';
import type { ContainerDriver, Fate } from '../../driver.ts';
import type { ClusterContext, Served } from '../../engine.ts';
import type { Profile } from '../../profile.ts';
import type { Rng } from '../../rng.ts';
import { Sharing, type Worker } from './sharing.ts';

interface Simulated {
  readonly fate: Fate<Simulated>;
  readonly worker: Worker;
  /** Units of work finished. */
  units: number;
  /** Units still to do when the present spell of work began, and whom to tell when they are done. */
  left: number;
  done: ((served: Served) => void) | undefined;
  /** It will not survive its request. */
  dies: boolean;
  paused: boolean;
  dead: boolean;
}

const SERVED: Served = { ok: true };

/** A time of a profile: lognormal, or a constant where cv is 0. */
const drawn = (rng: Rng, { mean, cv }: { mean: number; cv: number }): Millis =>
  cv > 0 && mean > 0 ? rng.lognormal(mean, cv) : mean;

/**
 * The model of a host. Starts pass one at a time through the engine, which takes cores meanwhile; new containers compute
 * on the cores that they share with busy ones, then boot side by side; each request costs its units, with noise, and a
 * little overhead; failures are drawn from seeded streams.
 */
export function simulatedDriver(context: ClusterContext, profile: Profile): ContainerDriver<Simulated> {
  const { clock, timeScale, facts } = context;
  const starts = context.rng.fork('starts');
  const service = context.rng.fork('service');
  const stops = context.rng.fork('stops');
  const chance = context.rng.fork('faults');
  const cores = new Sharing(clock, {
    cores: profile.usableCores / facts.quota / profile.service.speed,
    unitsPerMs: profile.service.speed / timeScale,
  });
  const { cv, overhead } = profile.service;
  const deaths = profile.faults.request;
  const engineCores = profile.start.engineCores / facts.quota;
  let engineFreeAt: Millis = 0;

  const work = (container: Simulated): void => {
    if (container.paused || container.dead || container.worker.busy || !container.done) return;
    cores.begin(container.worker, container.left);
  };

  const finish = (container: Simulated): void => {
    const { done } = container;
    container.units += container.left;
    container.done = undefined;
    if (container.dies) die(container, 'died, as its profile asks');
    else done?.(SERVED);
  };

  const halt = (container: Simulated): void => {
    const units = cores.doneBy(container.worker);
    cores.halt(container.worker);
    container.units += units;
    container.left -= units;
  };

  const die = (container: Simulated, exit: string): void => {
    halt(container);
    container.dead = true;
    container.fate.died(exit);
  };

  const newborn = (fate: Fate<Simulated>): Simulated => {
    const container: Simulated = {
      fate,
      worker: cores.worker(() => finish(container)),
      units: 0,
      left: 0,
      done: undefined,
      dies: false,
      paused: false,
      dead: false,
    };
    return container;
  };

  const answer = (fate: Fate<Simulated>, fails: boolean): void => {
    if (fails)
      fate.failed(
        new Error('A simulated start failed, as its profile asks; lower faults.start to have fewer.'),
      );
    else fate.ready(newborn(fate));
  };

  return {
    start: (_id, _index, fate) => {
      const now = clock.now();
      const begins = Math.max(now, engineFreeAt);
      engineFreeAt = begins + drawn(starts, profile.start.serial);
      if (profile.start.engineCores > 0) {
        clock.after(begins - now, () => cores.give(-engineCores));
        clock.after(engineFreeAt - now, () => cores.give(engineCores));
      }
      const units = drawn(starts, profile.start.work) / (timeScale * facts.quota);
      const boot = drawn(starts, profile.start.boot);
      const fails = profile.faults.start > 0 && chance.float() < profile.faults.start;
      const computed = (): void => void clock.after(boot, () => answer(fate, fails));
      if (units > 0) clock.after(engineFreeAt - now, () => cores.begin(cores.worker(computed), units));
      else clock.after(engineFreeAt - now + boot, () => answer(fate, fails));
    },
    serve: (container, asked, done) => {
      const units = cv > 0 ? service.lognormal(asked, cv) : asked;
      container.dies = deaths > 0 && chance.float() < deaths;
      container.left = container.dies ? units / 2 : units;
      container.done = done;
      if (overhead > 0) clock.after(overhead, () => work(container));
      else work(container);
    },
    stop: (container, stopped) => {
      halt(container);
      container.dead = true;
      const delay = drawn(stops, profile.stop);
      if (delay > 0) clock.after(delay, () => stopped('removed'));
      else stopped('removed');
    },
    // One unit is one paper millisecond of a whole quota.
    cpu: container => ({
      usedMs: (container.units + cores.doneBy(container.worker)) * timeScale * facts.quota,
      at: clock.now(),
    }),
    harm: (container, harm) => {
      if (harm === 'kill') die(container, 'killed, exit code 137');
      else if (harm === 'pause') {
        halt(container);
        container.paused = true;
      } else {
        container.paused = false;
        work(container);
      }
    },
    close: closed => closed(),
  };
}
