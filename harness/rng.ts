import { createHash } from 'node:crypto';
import { randomExponential, randomLogNormal, randomNormal } from 'd3-random';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded stream of chance. Streams forked under different labels are independent, however much each draws. */
export interface Rng {
  /** Uniform in [0, 1). */
  float(): number;
  /** Uniform integer, both ends included. */
  int(min: number, max: number): number;
  /** Exponential with the given mean. */
  exponential(mean: number): number;
  normal(mean: number, sd: number): number;
  /** Lognormal with the given mean and coefficient of variation (sd / mean). */
  lognormal(mean: number, cv: number): number;
  /** A stream of its own, decided by this stream's name and the label alone: drawing here changes nothing there. */
  fork(label: string | number): Rng;
}

/** The stream of a seed. Equal seeds give equal streams, on every machine. */
export function rng(seed: number | string): Rng {
  // 128 bits of a hash, not the seed itself: neighbouring seeds of linear generators give correlated streams.
  const digest = createHash('sha256').update(String(seed)).digest();
  const state = [0, 4, 8, 12].map(at => digest.readInt32LE(at));
  const generator = xoroshiro128plusFromState(state);
  const float = (): number => uniformFloat64(generator);
  const unitExponential = randomExponential.source(float)(1);
  return {
    float,
    int: (min, max) => uniformInt(generator, min, max),
    exponential: mean => mean * unitExponential(),
    normal: (mean, sd) => randomNormal.source(float)(mean, sd)(),
    lognormal: (mean, cv) => {
      const variance = Math.log(1 + cv * cv);
      return randomLogNormal.source(float)(Math.log(mean) - variance / 2, Math.sqrt(variance))();
    },
    fork: label => rng(`${seed}/${label}`),
  };
}
