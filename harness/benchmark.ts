/** One figure of a benchmark. */
export interface BenchRow {
  /** What was done: "francis-dockerawm decides", "M/M/8 through the full trial". */
  readonly what: string;
  /** The median of the samples. */
  readonly value: number;
  readonly unit: 'µs' | 'ms' | 'per second' | '1';
  /** How many samples the median is of. */
  readonly samples: number;
  /** What it can at best be, or is compared with: named, in the same unit, measured in the same run. */
  readonly limit?: { readonly what: string; readonly value: number };
}

/**
 * A group of micro-benchmarks of our own. `harness/benchmarks/<name>.ts` exports one as `benchmark`; `npm run bench` finds
 * it by being there.
 */
export interface Benchmark {
  readonly title: string;
  /** Needs a Docker engine; skipped by name where none answers. */
  readonly docker?: boolean;
  run(): Promise<readonly BenchRow[]>;
}
