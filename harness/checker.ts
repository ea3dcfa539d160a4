import type { Clock, Millis } from './clock.ts';
import { CpuMeter } from './cpu-meter.ts';
import type { Cluster, Container } from './engine.ts';

/** A container that used less than this share of its quota is free, says the paper's checker (getStatus.py). */
const FREE_BELOW = 0.03;

/**
 * The paper's checker: an idle container counts as free once its CPU has been below 3 % since the last look. One whose
 * counter has not been read yet is not known to be free; where there is no counter for longer than a `slot` (wall
 * milliseconds), as on Docker Desktop or a remote engine, the trial ends in a sentence instead of trusting a guess.
 */
export function cpuChecker(options: {
  cluster: Cluster;
  clock: Clock;
  quota: number;
  slot: Millis;
}): (container: Container) => boolean {
  const { cluster, clock, quota, slot } = options;
  const meter = new CpuMeter(cluster, quota);
  return container => {
    const reading = cluster.cpu(container);
    const age = clock.now() - (reading?.at ?? container.idleSince);
    if (age > slot) {
      throw new Error(
        `Checker cpu-below-3%: expected a CPU counter of container ${container.id} no older than a slot of ${Math.round(slot)} ms, found ${reading ? `one of ${Math.round(age)} ms ago` : 'none'}; use the checker "idle", or an engine on this host.`,
      );
    }
    const share = meter.read(container);
    return share !== undefined && share < FREE_BELOW;
  };
}
