import type { Observation, SeenContainer } from '../../harness/controller.ts';

/** So many containers that are ready, metered, and used `cpu` of their quota (0 to 1) since the last decision. */
export const metered = (count: number, cpu = 0): SeenContainer[] =>
  Array.from({ length: count }, (_, i) => ({ id: `c${i + 1}`, state: 'busy', age: 1e6, running: 1, cpu }));

/**
 * `span` seconds in which the containers together used `quotas` of CPU and so many requests waited and ran: as means, for
 * within the time they swing about them. `at` is the end, in seconds.
 */
export function steady({
  at,
  span,
  ready,
  quotas = 0,
  queued = 0,
  running = 0,
  containers = metered(ready, ready === 0 ? 0 : quotas / ready),
}: {
  at: number;
  span: number;
  ready: number;
  quotas?: number;
  queued?: number;
  running?: number;
  containers?: readonly SeenContainer[];
}): Observation {
  return {
    at: at * 1000,
    queued,
    running,
    containers,
    arrived: 0,
    finished: 0,
    waits: [],
    responses: [],
    buckets: Array.from({ length: span }, (_, second) => {
      // Sums to zero over an even span, and exactly, being a quarter.
      const swing = second % 2 === 0 ? 1.25 : 0.75;
      return { queued: queued * swing, running: running * swing, cpu: quotas * swing, arrived: 0 };
    }),
  };
}

/** A load in quotas, minute by minute: low, a step up, a ramp, a crowd, and a long evening. */
export const day: readonly number[] = [
  ...Array.from({ length: 5 }, () => 0.5),
  ...Array.from({ length: 8 }, () => 3.75),
  ...Array.from({ length: 12 }, (_, i) => 4 + i / 2),
  ...Array.from({ length: 6 }, () => 20),
  ...Array.from({ length: 40 }, () => 1.25),
];
