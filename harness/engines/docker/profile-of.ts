import { interquartileRange, mean, median, sampleStandardDeviation } from 'simple-statistics';
import { checkProfile, type Profile } from '../../profile.ts';
import type { Sightings } from './calibrate.ts';

const figure = (value: number): number => Math.round(value * 1000) / 1000;
const millis = (value: number): number => Math.round(value * 10) / 10;

const spreadOf = (values: readonly number[]): number =>
  sampleStandardDeviation([...values]) / mean([...values]);

/** Standard deviations in an interquartile range of a normal distribution. */
const IQR = 1.349;

/**
 * Makes a profile of what was seen. With three starts under way the engine is never idle, so the time from start to
 * start is the part that it does for one container at a time. What a start takes longer while many containers are busy
 * is its own work, which has to share the cores; and what those containers lose meanwhile, beyond that work, is what the
 * engine takes. Medians where a single interruption would tell.
 */
export function profileOf(seen: Sightings, source: string): Profile {
  const usableCores = seen.cores.at(-1)!.usableCores;
  const packed = seen.together.reduce((most, one) => (one.underWay > most.underWay ? one : most));
  const serial = Math.min(packed.span / packed.took.length, mean([...seen.alone]));
  const work = workOf(seen, { serial, usableCores });
  const boot = Math.max(0, mean([...seen.alone]) - serial - work / seen.quota);
  const cv = figure(spreadOf(seen.alone));
  return checkProfile(
    {
      format: 1,
      source,
      usableCores: figure(usableCores),
      start: {
        serial: { mean: millis(serial), cv },
        engineCores: figure(engineCoresOf(seen, { serial, work })),
        work: { mean: millis(work), cv },
        boot: { mean: millis(boot), cv },
      },
      stop: { mean: millis(mean([...seen.stops])), cv: figure(spreadOf(seen.stops)) },
      service: serviceOf(seen.spells),
      faults: { start: 0, request: 0 },
    },
    'of this host',
  );
}

/** Milliseconds of a core: n busy containers and the new one share the cores, so it takes work · (n + 1) / cores. */
function workOf(
  { loaded }: Sightings,
  { serial, usableCores }: { serial: number; usableCores: number },
): number {
  const shared = mean([...loaded.took]) - serial;
  return Math.max(0, (shared * usableCores) / (loaded.containers + 1));
}

/** What the busy containers lost per start, less the new container's own work, spread over the engine's part. */
function engineCoresOf({ loaded }: Sightings, { serial, work }: { serial: number; work: number }): number {
  const lost = ((loaded.coresBefore - loaded.cores) * loaded.span) / loaded.took.length;
  return serial > 0 ? Math.max(0, (lost - work) / serial) : 0;
}

/** The overhead is the answer to no work; speed and noise are those of the longest work. */
function serviceOf(spells: Sightings['spells']): Profile['service'] {
  const [short, long] = [spells[0]!, spells.at(-1)!];
  const overhead = Math.max(0, median([...short.took]));
  const typical = median([...long.took]) - overhead;
  return {
    cv: figure(interquartileRange([...long.took]) / IQR / typical),
    overhead: millis(overhead),
    speed: figure(long.nominal / typical),
  };
}
