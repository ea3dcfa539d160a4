import type { SeedPair } from '../../harness/stats/contrast.ts';

const arm = [12.1, 9.8, 15.2, 11.0, 8.7, 13.4, 10.9, 12.8, 9.1, 14.6];
const reference = [14.0, 11.9, 15.0, 13.8, 11.2, 15.1, 12.7, 16.4, 9.9, 15.8];

/** Ten seeds whose statistics are known from SciPy 1.17 and NumPy; made up, in seconds. */
export const tenSeeds: readonly SeedPair[] = arm.map((value, index) => ({
  seed: index + 1,
  arm: [value],
  reference: [reference[index]!],
}));
