import { mean } from 'simple-statistics';
import type { Estimate } from './estimate.ts';

/** What one seed gave: the values of its repetitions, for an arm and for the reference. */
export interface SeedPair {
  readonly seed: number;
  readonly arm: readonly number[];
  readonly reference: readonly number[];
}

/** A seed with its repetitions averaged. */
export interface Pair {
  readonly seed: number;
  readonly arm: number;
  readonly reference: number;
}

/** Ratios where all values are above 0, else differences (arm − reference), for which "no effect" is 0, not 1. */
export type Scale = 'ratio' | 'difference';

/** An estimate of arm against reference. */
export interface Comparison extends Estimate {
  readonly scale: Scale;
}

/** Seeds are the units: their repetitions are averaged first, or they would count as if independent. */
export function averaged(seeds: readonly SeedPair[]): Pair[] {
  if (seeds.length === 0) {
    throw new Error(
      'A paired comparison needs at least one seed with values of both arms, and there is none.',
    );
  }
  const met = new Set<number>();
  return seeds.map(({ seed, arm, reference }) => {
    if (met.has(seed)) throw new Error(`Seed ${seed} is given twice; put its repetitions into one pair.`);
    met.add(seed);
    const wrong = [...arm, ...reference].find(value => !Number.isFinite(value));
    if (wrong !== undefined || arm.length === 0 || reference.length === 0) {
      throw new Error(
        `Seed ${seed} needs finite numbers for arm and reference, and has ${wrong ?? 'none'}; leave the seed out.`,
      );
    }
    return { seed, arm: mean(arm), reference: mean(reference) };
  });
}

/**
 * One number a seed: the logarithm of arm / reference, or arm − reference where a value is 0 or less. Rounded to 12
 * digits, or ties and zeros would hang on rounding noise (0.1 + 0.2 against 0.3).
 */
export function contrasts(seeds: readonly SeedPair[]): { scale: Scale; values: number[] } {
  const pairs = averaged(seeds);
  if (pairs.every(pair => pair.arm > 0 && pair.reference > 0)) {
    const logs = pairs.map(pair => Math.log(pair.arm) - Math.log(pair.reference));
    return { scale: 'ratio', values: logs.map(log => rounded(log, 12)) };
  }
  const largest = Math.max(...pairs.flatMap(pair => [Math.abs(pair.arm), Math.abs(pair.reference)]));
  const decimals = Math.min(100, Math.max(0, 12 - Math.ceil(Math.log10(largest))));
  return { scale: 'difference', values: pairs.map(pair => rounded(pair.arm - pair.reference, decimals)) };
}

// Plus 0 turns −0 into 0.
const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals)) + 0;

/** Brings an estimate made on contrasts back to ratios, or says that it is one of differences. */
export function comparison(scale: Scale, estimate: Estimate, method: Record<Scale, string>): Comparison {
  if (scale === 'difference') {
    return { ...estimate, scale, method: `${method.difference} (not ratios: a value is not above 0)` };
  }
  const { point, low, high } = estimate;
  return {
    ...estimate,
    point: Math.exp(point),
    low: Math.exp(low),
    high: Math.exp(high),
    scale,
    method: method.ratio,
  };
}
