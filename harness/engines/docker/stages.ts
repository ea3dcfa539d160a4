import { createServer } from 'node:net';
import type Docker from 'dockerode';
import { execa } from 'execa';
import { type Millis, realTime, stopwatch } from '../../clock.ts';
import { connect } from './connect.ts';
import { answers, type ContainerSpec, createOptions, remove } from './container.ts';
import { dockerDriver, type Running } from './driver.ts';
import { wire } from './http.ts';
import { ensureImage } from './image.ts';

const labels = { 'dockerawm.study': 'benchmark', 'dockerawm.trial': 'benchmark' };

/** The stages of a container's life, each in wall milliseconds. */
export interface Stages {
  readonly create: Millis;
  readonly start: Millis;
  /** From the engine's word that it was started to its first answer. */
  readonly ready: Millis;
  readonly stop: Millis;
}

/** What benchmarks do to the engine that answers, with containers as an experiment has them, at half a core each. */
export async function stagesOnEngine() {
  const { docker } = await connect();
  const { tag } = await ensureImage(docker);
  const spec: ContainerSpec = {
    image: tag,
    quota: 0.5,
    memoryMiB: 128,
    labels,
    firstPort: undefined,
    stepsPerUnit: 1,
  };
  return {
    /** One container from nothing to nothing. */
    stages: () => oneLife(docker, spec),
    /** From asking to the first answer, as a trial starts a container. */
    byHarness: () => byHarness(docker, spec),
    /** From asking to the first answer, by `docker run -d` with the same options. */
    byCommand: () => byCommand(docker, spec),
    /** Many are asked for together, `atOnce` started at a time: when each answered, since they were asked for. */
    together: (count: number, atOnce: number) => together(docker, spec, { count, atOnce }),
  };
}

async function oneLife(docker: Docker, spec: ContainerSpec): Promise<Stages> {
  const lap = stopwatch();
  const container = await docker.createContainer(createOptions(spec, 'b1', 1));
  const create = lap();
  await container.start();
  const start = lap() - create;
  const { NetworkSettings } = await container.inspect();
  await answers(container, wire(Number(NetworkSettings.Ports['80/tcp']?.[0]?.HostPort)));
  const ready = lap() - create - start;
  await remove(container);
  return { create, start, ready, stop: lap() - create - start - ready };
}

/** Runs `act` with a driver on a clock of its own, and lets go of it afterwards. */
function withDriver<T>(
  docker: Docker,
  spec: ContainerSpec,
  act: (driver: ReturnType<typeof dockerDriver>) => Promise<T>,
): Promise<T> {
  return realTime.run<T>(
    (clock, end) => {
      const driver = dockerDriver(docker, spec, clock);
      act(driver).then(
        value => driver.close(() => end(value)),
        error =>
          driver.close(() =>
            clock.after(0, () => {
              throw error;
            }),
          ),
      );
    },
    () => 'a benchmark of containers',
  );
}

type Driver = ReturnType<typeof dockerDriver>;

const started = (driver: Driver, index: number): Promise<Running> =>
  new Promise((resolve, reject) =>
    driver.start(`b${index}`, index, { ready: resolve, failed: reject, died: () => {} }),
  );

const stopped = (driver: Driver, handle: Running): Promise<string> =>
  new Promise(resolve => driver.stop(handle, resolve));

const byHarness = (docker: Docker, spec: ContainerSpec): Promise<Millis> =>
  withDriver(docker, spec, async driver => {
    const lap = stopwatch();
    const handle = await started(driver, 1);
    const taken = lap();
    await stopped(driver, handle);
    return taken;
  });

const together = (
  docker: Docker,
  spec: ContainerSpec,
  { count, atOnce }: { count: number; atOnce: number },
): Promise<Millis[]> =>
  withDriver(docker, spec, async driver => {
    const lap = stopwatch();
    const ready: Millis[] = [];
    const handles: Running[] = [];
    let next = 1;
    const lane = async (): Promise<void> => {
      while (next <= count) {
        handles.push(await started(driver, next++));
        ready.push(lap());
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    await Promise.all(handles.map(handle => stopped(driver, handle)));
    return ready;
  });

async function byCommand(docker: Docker, spec: ContainerSpec): Promise<Millis> {
  const { HostConfig, Labels, Image } = createOptions(spec, 'b1', 1);
  const port = await freePort();
  const memory = String(HostConfig?.Memory);
  const options = [
    ...['--detach', '--hostname', 'b1', '--publish', `127.0.0.1:${port}:80`],
    ...Object.entries(Labels ?? {}).flatMap(([key, value]) => ['--label', `${key}=${value}`]),
    ...['--memory', memory, '--memory-swap', memory, '--pids-limit', String(HostConfig?.PidsLimit)],
    ...['--cap-drop', 'ALL', '--security-opt', 'no-new-privileges', '--read-only'],
    ...['--cpus', String(spec.quota)],
  ];
  const lap = stopwatch();
  const { stdout } = await execa('docker', ['run', ...options, String(Image)]);
  const container = docker.getContainer(stdout.trim());
  await answers(container, wire(port));
  const taken = lap();
  await remove(container);
  return taken;
}

/** A port that was free a moment ago; good enough where nothing else runs, as in a benchmark. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
