import { mean, median, sampleStandardDeviation } from 'simple-statistics';
import { checkProfile, type Profile } from '../../profile.ts';
import type { Sightings } from './calibrate.ts';

/** Figures of a profile are given to three places: more would be noise. */
const figure = (value: number): number => Math.round(value * 1000) / 1000;
const millis = (value: number): number => Math.round(value * 10) / 10;

const spreadOf = (values: readonly number[]): number =>
  sampleStandardDeviation([...values]) / mean([...values]);

/**
 * Makes a profile of what was seen. With three starts under way the engine is never idle, so the time from start to
 * start is the part that it does for one container at a time; the rest of a lone start is what containers do side by
 * side. Both get the relative spread that makes a lone start vary as it was seen to.
 */
export function profileOf(seen: Sightings, source: string): Profile {
  const alone = mean([...seen.alone]);
  const packed = seen.together.reduce((most, one) => (one.underWay > most.underWay ? one : most));
  const serial = Math.min(packed.span / packed.took.length, alone);
  const boot = alone - serial;
  const partCv = (spreadOf(seen.alone) * alone) / Math.hypot(serial, boot);
  const { speed, overhead } = lineThrough(seen.spells);
  const cvs = seen.spells.map(({ took }) => spreadOf(took));
  return checkProfile(
    {
      format: 1,
      source,
      usableCores: figure(seen.cores.at(-1)!.usableCores),
      start: {
        serial: { mean: millis(serial), cv: figure(partCv) },
        boot: { mean: millis(boot), cv: figure(partCv) },
      },
      stop: { mean: millis(mean([...seen.stops])), cv: figure(spreadOf(seen.stops)) },
      service: { cv: figure(median(cvs)), overhead: millis(overhead), speed: figure(speed) },
      faults: { start: 0, request: 0 },
    },
    'of this host',
  );
}

/** Wall time over nominal time as overhead + nominal / speed, through the medians of the shortest and longest work. */
function lineThrough(spells: Sightings['spells']): { speed: number; overhead: number } {
  const points = spells.map(({ nominal, took }) => ({ nominal, took: median([...took]) }));
  const [short, long] = [points[0]!, points.at(-1)!];
  const slope = (long.took - short.took) / (long.nominal - short.nominal);
  const overhead = long.took - slope * long.nominal;
  // An overhead below nothing is noise: then all of it is speed.
  if (overhead < 0) return { speed: long.nominal / long.took, overhead: 0 };
  return { speed: 1 / slope, overhead };
}
