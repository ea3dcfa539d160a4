import type { Millis } from '../../clock.ts';
import { connect } from './connect.ts';
import type { ContainerSpec } from './container.ts';
import type { Running } from './driver.ts';
import { type Hands, lendHands } from './hands.ts';
import { ensureImage } from './image.ts';
import { capacityOf, cpuTimes, measureCapacity } from './measure.ts';

/** What was seen of a host, before anything is made of it; wall milliseconds. */
export interface Sightings {
  /** Asking to first answer, one container at a time. */
  readonly alone: readonly Millis[];
  /** The same with always two and always three under way, and how long each lot took altogether. */
  readonly together: readonly { underWay: number; took: readonly Millis[]; span: Millis }[];
  /** Stops and removals, one at a time: while nothing is busy, then while many are. */
  readonly stops: readonly Millis[];
  /** Cores that many busy containers get together, without quota and with. */
  readonly cores: readonly { containers: number; usableCores: number; stepsPerCpuMs: number }[];
  /** Requests of equal work, two containers busy at a time so that none waits for a core: asked for and seen. */
  readonly spells: readonly { nominal: Millis; took: readonly Millis[] }[];
  /** Starts one at a time while so many containers are busy, and the cores those used without and with the starts. */
  readonly loaded: {
    containers: number;
    took: readonly Millis[];
    span: Millis;
    coresBefore: number;
    cores: number;
  };
  /** Of a container in these measurements, in cores. */
  readonly quota: number;
}

/** The most containers an experiment has, by default. */
const MANY = 16;
const STARTS = 9;
/** Share of the cores that containers must get before anything is measured: less, and others are at work. */
const QUIET = 0.8;
/** Containers that are busy together without sharing cores, and leave some to whatever else the host does. */
const FEW = 2;
const REQUESTS = 10;
/** How long the busy containers are watched before the starts. */
const BEFORE: Millis = 4000;
/** An answer without work, and requests as long as those of a study in a fifteenth of paper time. */
const SPELLS: readonly Millis[] = [0, 800];

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
  if (free.usableCores < QUIET * cores)
    throw new Error(
      `Calibration: expected most of the host's ${cores} cores to be free, found ${free.usableCores}; close what else runs, and calibrate again.`,
    );
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
      few.map(handle => hands.work(handle, Math.round(free.stepsPerCpuMs * quota * SPELLS[1]!))),
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
    tell(`Starts while ${MANY} are busy …`);
    const { stops: late, ...loaded } = await startsLoaded(
      hands,
      many,
      Math.round(free.stepsPerCpuMs * quota * 200),
    );
    return {
      alone,
      together,
      stops: [...stops, ...late],
      cores: [
        { containers: 2 * cores, usableCores: free.usableCores, stepsPerCpuMs: free.stepsPerCpuMs },
        { containers: MANY, ...full },
      ],
      spells,
      loaded,
      quota,
    };
  });
  const host = `${cores} cores, Docker ${info.ServerVersion}, ${info.OperatingSystem}, kernel ${info.KernelVersion}, cgroup v${info.CgroupVersion}, ${info.Driver}`;
  return { seen, host };
}

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

/** Starts one at a time while `busy` work without a pause, `steps` at a time. */
async function startsLoaded(
  { clock, start, stop, work }: Hands,
  busy: readonly Running[],
  steps: number,
): Promise<Sightings['loaded'] & Pick<Sightings, 'stops'>> {
  let over = false;
  const toil = Promise.all(
    busy.map(async handle => {
      while (!over) await work(handle, steps);
    }),
  );
  const rate = async (meanwhile: () => Promise<unknown>): Promise<{ span: Millis; cores: number }> => {
    const [begun, used] = [clock.now(), await cpuTimes(busy)];
    await meanwhile();
    const [ended, usedAfter] = [clock.now(), await cpuTimes(busy)];
    const span = ended - begun;
    return { span, cores: used === undefined || usedAfter === undefined ? 0 : (usedAfter - used) / span };
  };
  const quiet = await rate(() => new Promise<void>(resolve => clock.after(BEFORE, resolve)));
  const took: Millis[] = [];
  const handles: Running[] = [];
  const during = await rate(async () => {
    for (let i = 0; i < STARTS; i++) {
      const one = await start();
      took.push(one.took);
      handles.push(one.handle);
    }
  });
  const stops: Millis[] = [];
  for (const handle of handles) stops.push(await stop(handle));
  over = true;
  await toil;
  const { span, cores } = during;
  return { containers: busy.length, took, span, coresBefore: quiet.cores, cores, stops };
}

async function several({ start }: Hands, count: number): Promise<Running[]> {
  const handles: Running[] = [];
  for (let i = 0; i < count; i++) handles.push((await start()).handle);
  return handles;
}
