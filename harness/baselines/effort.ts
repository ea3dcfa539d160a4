import type { Experiment } from '../experiment.ts';
import { intend } from '../intended.ts';

/** Which seeds and static sizes are rehearsed, and how many more schedules the oracle may try on each seed. */
export interface Effort {
  readonly stages: readonly { readonly workload: string; readonly seed: number }[];
  readonly sizes: readonly number[];
  readonly budget: number;
}

/** Requests that rehearsals may simulate in all, before a study in virtual time and before one that takes real time. */
const MOST_REQUESTS = { virtual: 300_000, real: 1_500_000 };

/**
 * How much to rehearse, counted in simulated requests and not in time, so that it is the same everywhere. The full sweep
 * of sizes on every seed where that is possible, else on the first seeds; undefined where a single seed is too much.
 */
export function effortFor(experiment: Experiment, time: keyof typeof MOST_REQUESTS): Effort | undefined {
  const { workloads, seeds, seedsFor, kMax, arms } = experiment;
  const first = seeds[0] ?? 1;
  const requests = workloads.map(workload => intend(workload, first).at.length);
  const aRound = requests.reduce((sum, count) => sum + count, 0);
  const starts = kMax + arms.length;
  const evaluations = Math.floor(MOST_REQUESTS[time] / aRound);
  // Half of it at least is for the oracle's search.
  const rounds = Math.min(seeds.length, Math.floor(evaluations / (2 * starts)));
  if (rounds < 1) return undefined;
  return {
    stages: workloads.flatMap(({ name }) =>
      seeds.slice(0, Math.min(rounds, seedsFor[name] ?? rounds)).map(seed => ({ workload: name, seed })),
    ),
    sizes: Array.from({ length: kMax }, (_, i) => i + 1),
    budget: Math.floor(evaluations / rounds) - starts,
  };
}
