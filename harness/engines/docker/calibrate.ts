import type { Millis } from '../../clock.ts';
import { connect } from './connect.ts';
import type { ContainerSpec, Running } from './driver.ts';
import { type Hands, lendHands } from './hands.ts';
import { ensureImage } from './image.ts';
import { capacityOf, measureCapacity } from './measure.ts';

/** What was seen of a host, before anything is made of it; wall milliseconds. */
export interface Sightings {
  /** Asking to first answer, one container at a time. */
  readonly alone: readonly Millis[];
  /** The same with always two and always three under way, and how long each lot took altogether. */
  readonly together: readonly { underWay: number; took: readonly Millis[]; span: Millis }[];
  readonly stops: readonly Millis[];
  /** Cores that many busy containers get together, without quota and with. */
  readonly cores: readonly { containers: number; usableCores: number; stepsPerCpuMs: number }[];
  /** Requests of equal work, three containers busy at a time so that none waits for a core: asked for and seen. */
  readonly spells: readonly { nominal: Millis; took: readonly Millis[] }[];
}

/** The most containers an experiment has, by default. */
const MANY = 16;
const STARTS = 9;
/** Containers that are busy together without sharing cores: less than paperCores, as ever that is chosen. */
const FEW = 3;
const REQUESTS = 8;
const SPELLS: readonly Millis[] = [400, 800];

/**
 * Looks at the host of the Docker engine for about a minute; it should do nothing else meanwhile. `paperCores` decides
 * the quota and `labels` mark the containers, as in an experiment. Also tells which host that was.
 */
export async function lookAtHost({
  paperCores,
  labels,
  tell,
}: {
  paperCores: number;
  labels: ContainerSpec['labels'];
  tell: (line: string) => void;
}): Promise<{ seen: Sightings; host: string }> {
  const { docker } = await connect();
  const info = await docker.info();
  const { tag } = await ensureImage(docker);
  const spec = {
    image: tag,
    quota: undefined,
    memoryMiB: 128,
    labels,
    firstPort: undefined,
    stepsPerUnit: 1,
  };
  tell('What the cores give without quota …');
  const cores = info.NCPU;
  const free = await measureCapacity(docker, spec, cores);
  const quota = free.usableCores / paperCores;
  const seen = await lendHands(docker, { ...spec, quota }, async hands => {
    tell(`Starts, ${STARTS} one at a time, then with two and three under way …`);
    const { alone, stops } = await startsAlone(hands);
    const together = [await startsTogether(hands, 2), await startsTogether(hands, 3)];
    tell(`Requests on ${FEW} containers of ${quota.toFixed(2)} cores each …`);
    const few = await several(hands, FEW);
    const spells = [];
    // Warm first: the servers' first request costs more than any later one.
    await Promise.all(
      few.map(handle => hands.work(handle, Math.round(free.stepsPerCpuMs * quota * SPELLS[0]!))),
    );
    for (const nominal of SPELLS) {
      const steps = Math.round(free.stepsPerCpuMs * quota * nominal);
      const took = await Promise.all(
        few.map(handle => repeatedly(REQUESTS, () => hands.work(handle, steps))),
      );
      spells.push({ nominal, took: took.flat() });
    }
    tell(`${MANY} busy containers …`);
    const many = [...few, ...(await several(hands, MANY - FEW))];
    const full = await capacityOf(hands, many, cores);
    return {
      alone,
      together,
      stops,
      cores: [
        { containers: 2 * cores, ...only(free) },
        { containers: MANY, ...full },
      ],
      spells,
    };
  });
  const host = `${cores} cores, Docker ${info.ServerVersion}, ${info.OperatingSystem}, kernel ${info.KernelVersion}, cgroup v${info.CgroupVersion}, ${info.Driver}`;
  return { seen, host };
}

const only = ({ usableCores, stepsPerCpuMs }: { usableCores: number; stepsPerCpuMs: number }) => ({
  usableCores,
  stepsPerCpuMs,
});

async function repeatedly(times: number, act: () => Promise<Millis>): Promise<Millis[]> {
  const took: Millis[] = [];
  for (let i = 0; i < times; i++) took.push(await act());
  return took;
}

async function startsAlone(hands: Hands): Promise<Pick<Sightings, 'alone' | 'stops'>> {
  await hands.stop((await hands.start()).handle); // the engine's first start of an image costs more
  const alone: Millis[] = [];
  const stops: Millis[] = [];
  for (let i = 0; i < STARTS; i++) {
    const { handle, took } = await hands.start();
    alone.push(took);
    stops.push(await hands.stop(handle));
  }
  return { alone, stops };
}

/** Starts with so many always under way, as the pool does it, and takes them away again. */
async function startsTogether(
  { clock, start, stop }: Hands,
  underWay: number,
): Promise<Sightings['together'][number]> {
  const took: Millis[] = [];
  const handles: Running[] = [];
  let left = STARTS;
  const begun = clock.now();
  const chain = async (): Promise<void> => {
    while (left-- > 0) {
      const one = await start();
      took.push(one.took);
      handles.push(one.handle);
    }
  };
  await Promise.all(Array.from({ length: underWay }, chain));
  const span = clock.now() - begun;
  await Promise.all(handles.map(stop));
  return { underWay, took, span };
}

async function several({ start }: Hands, count: number): Promise<Running[]> {
  const handles: Running[] = [];
  for (let i = 0; i < count; i++) handles.push((await start()).handle);
  return handles;
}
