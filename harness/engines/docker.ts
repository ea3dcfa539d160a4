import type Docker from 'dockerode';
import { deadline, pause, realTime, stopwatch } from '../clock.ts';
import { type Engine, type EngineFacts, EngineLost, EngineUnfit } from '../engine.ts';
import { pool } from '../pool.ts';
import { connect } from './docker/connect.ts';
import type { ContainerSpec } from './docker/container.ts';
import { dockerDriver } from './docker/driver.ts';
import { holdHost, ours, reap, removeAll, sweep } from './docker/hold.ts';
import { ensureImage } from './docker/image.ts';
import { STUDY, TRIAL } from './docker/labels.ts';
import { type Capacity, measureCapacity } from './docker/measure.ts';

/** How long a study waits for an engine that went away before it stops, to be resumed another day. */
const PATIENCE = 600_000;

/** Real containers on the Docker Engine that answers, see `findEngine`. */
export function docker(): Engine {
  /** What `prepare` found out, for the trials. */
  let client: Docker | undefined;
  let image = '';
  let stepsPerUnit = 0;
  let held: { study: string; release: () => Promise<void> } | undefined;

  return {
    name: 'docker',
    time: realTime,
    prepare: async (settings, timeScale, how): Promise<EngineFacts> => {
      const { docker, name } = await connect();
      client = docker;
      const info = await docker.info();
      const version = await docker.version();
      const built = settings.image ? await named(docker, settings.image) : await ensureImage(docker);
      image = built.tag;
      if (how) {
        const reaped = await reap(docker);
        if (reaped > 0) how.tell?.(`Removed ${reaped} containers that a dead study had left.`);
        held = { study: how.study, release: await holdHost(docker, image, how) };
      }
      const spec: ContainerSpec = {
        image,
        quota: undefined,
        memoryMiB: settings.memoryMiB,
        readyWithin: settings.readyWithin,
        labels: { [STUDY]: how?.study ?? 'measurement', [TRIAL]: 'measurement' },
        firstPort: undefined,
        stepsPerUnit: 1,
      };
      const capacity = how?.known
        ? capacityIn(how.known)
        : await measureCapacity(docker, spec, info.NCPU, how?.signal);
      const quota = capacity.usableCores / settings.paperCores;
      if (quota > info.NCPU) {
        throw new Error(
          `Engine docker: expected a quota of at most the host's ${info.NCPU} cores, found ${quota.toFixed(2)} from paperCores ${settings.paperCores}; raise paperCores.`,
        );
      }
      // One unit is a paper millisecond of a whole quota: timeScale × quota milliseconds of a core here.
      stepsPerUnit = capacity.stepsPerCpuMs * timeScale * quota;
      return {
        usableCores: capacity.usableCores,
        quota,
        startDelay: capacity.startDelay,
        details: {
          socket: name,
          image: built.tag,
          imageId: built.id,
          engine: version.Version,
          api: version.ApiVersion,
          kernel: info.KernelVersion,
          os: info.OperatingSystem,
          cgroup: `${info.CgroupDriver} v${info.CgroupVersion}`,
          storage: info.Driver,
          stepsPerCpuMs: capacity.stepsPerCpuMs,
        },
      };
    },
    open: context => {
      if (!client)
        throw new Error('Engine docker: expected prepare() before open(), found none; call it once a study.');
      const { settings, facts, clock, events } = context;
      const spec: ContainerSpec = {
        image,
        quota: facts.quota,
        memoryMiB: settings.memoryMiB,
        readyWithin: settings.readyWithin,
        labels: { [STUDY]: context.study, [TRIAL]: context.trial },
        firstPort: settings.firstPort,
        stepsPerUnit,
      };
      return pool({
        clock,
        driver: dockerDriver(client, spec, clock, error => events.failed(error)),
        events,
        startsAtOnce: settings.startsAtOnce,
        retire: settings.retire,
      });
    },
    strangers: async study => {
      const running = await client?.listContainers({ abortSignal: deadline(10_000) });
      return (running ?? []).filter(({ Labels }) => Labels[STUDY] !== study).length;
    },
    recover: async (study, signal) => {
      const waited = stopwatch();
      for (;;) {
        try {
          if (!client) return;
          const { docker } = await connect();
          await sweep(docker, study);
          client = docker;
          return;
        } catch (error) {
          if (signal.aborted) throw signal.reason;
          if (waited() > PATIENCE)
            throw new EngineUnfit(
              `Engine docker: expected it back within ${PATIENCE / 60_000} min, found ${error instanceof Error ? error.message : error}`,
              { cause: error },
            );
        }
        await pause(500);
      }
    },
    reset: async study => {
      const { docker } = await connect();
      return removeAll(docker, await ours(docker, study === undefined ? STUDY : `${STUDY}=${study}`));
    },
    close: async () => {
      if (!held || !client) return;
      const { study, release } = held;
      held = undefined;
      try {
        await sweep(client, study);
        await release();
      } catch (error) {
        // What an absent engine still has is removed by the next study.
        if (!(error instanceof EngineLost)) throw error;
      }
    },
  };
}

/** The capacity that was measured when the study began. */
const capacityIn = ({ usableCores, startDelay, details }: EngineFacts): Capacity => ({
  usableCores,
  startDelay,
  stepsPerCpuMs: Number(details.stepsPerCpuMs),
});

/** An image that an experiment names must be there; it is never pulled behind the user's back. */
async function named(docker: Docker, image: string): Promise<{ tag: string; id: string }> {
  try {
    const { Id } = await docker.getImage(image).inspect();
    return { tag: image, id: Id };
  } catch (cause) {
    throw new Error(
      `Engine docker: expected image ${image}, found none of that name; build or pull it, or leave settings.image out for the project's own.`,
      { cause },
    );
  }
}

/** The engine that `--engine docker` finds. */
export const engine = docker;
