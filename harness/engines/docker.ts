import type Docker from 'dockerode';
import { deadline, realTime } from '../clock.ts';
import type { ClusterContext, Engine, EngineFacts } from '../engine.ts';
import { pool } from '../pool.ts';
import { connect } from './docker/connect.ts';
import { type ContainerSpec, dockerDriver } from './docker/driver.ts';
import { ensureImage } from './docker/image.ts';
import { measureCapacity } from './docker/measure.ts';

/** Label keys that tell our containers from everybody else's. */
export const STUDY = 'dockerawm.study';
const TRIAL = 'dockerawm.trial';

/** Real containers on the Docker Engine that answers, see `findEngine`. */
export function docker(): Engine {
  /** What `prepare` found out, for the trials. */
  let client: Docker | undefined;
  let image = '';
  let stepsPerUnit = 0;

  return {
    name: 'docker',
    time: realTime,
    prepare: async (settings, timeScale): Promise<EngineFacts> => {
      const { docker, name } = await connect();
      client = docker;
      const [info, version] = [await docker.info(), await docker.version()];
      const built = settings.image ? await named(docker, settings.image) : await ensureImage(docker);
      image = built.tag;
      const spec: ContainerSpec = {
        image,
        quota: undefined,
        memoryMiB: settings.memoryMiB,
        labels: { [STUDY]: 'measurement', [TRIAL]: 'measurement' },
        firstPort: undefined,
        stepsPerUnit: 1,
      };
      const capacity = await measureCapacity(docker, spec, info.NCPU);
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
          stepsPerCpuMs: Math.round(capacity.stepsPerCpuMs * 100) / 100,
        },
      };
    },
    open: (context: ClusterContext) => {
      if (!client)
        throw new Error('Engine docker: expected prepare() before open(), found none; call it once a study.');
      const { settings, facts } = context;
      const spec: ContainerSpec = {
        image,
        quota: facts.quota,
        memoryMiB: settings.memoryMiB,
        labels: { [STUDY]: context.study, [TRIAL]: context.trial },
        firstPort: settings.firstPort,
        stepsPerUnit,
      };
      return pool({
        clock: context.clock,
        driver: dockerDriver(client, spec, context.clock),
        events: context.events,
        startsAtOnce: settings.startsAtOnce,
        retire: settings.retire,
      });
    },
    strangers: async study => {
      const running = await client?.listContainers({ abortSignal: deadline(10_000) });
      return (running ?? []).filter(({ Labels }) => Labels[STUDY] !== study).length;
    },
    reset: async study => {
      const { docker } = await connect();
      const label = study === undefined ? STUDY : `${STUDY}=${study}`;
      const ours = await docker.listContainers({ all: true, filters: JSON.stringify({ label: [label] }) });
      await Promise.all(
        ours.map(({ Id }) =>
          docker.getContainer(Id).remove({ force: true, v: true, abortSignal: deadline(30_000) }),
        ),
      );
      return ours.length;
    },
  };
}

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
