import type { Cluster, Container, CpuReading } from './engine.ts';

/** Tells how busy a container was since the meter last looked at it. Each reader needs a meter of its own. */
export class CpuMeter {
  readonly #cluster: Cluster;
  readonly #quota: number;
  readonly #last = new Map<Container, CpuReading>();

  constructor(cluster: Cluster, quota: number) {
    this.#cluster = cluster;
    this.#quota = quota;
  }

  /** Share of its quota, 0 to 1; undefined where the engine has no counter. */
  read(container: Container): number | undefined {
    const reading = this.#cluster.cpu(container);
    if (!reading) return undefined;
    const from = this.#last.get(container) ?? { usedMs: 0, at: container.askedAt };
    this.#last.set(container, reading);
    const time = reading.at - from.at;
    return time > 0 ? (reading.usedMs - from.usedMs) / time / this.#quota : 0;
  }

  forget(container: Container): void {
    this.#last.delete(container);
  }
}
