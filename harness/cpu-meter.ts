import type { Container, CpuReading, Watched } from './engine.ts';

interface Look {
  readonly reading: CpuReading;
  readonly share: number;
}

/** Tells how busy a container was since the meter last looked at it. Each reader needs a meter of its own. */
export class CpuMeter {
  readonly #cluster: Watched;
  readonly #quota: number;
  readonly #last = new Map<Container, Look>();

  constructor(cluster: Watched, quota: number) {
    this.#cluster = cluster;
    this.#quota = quota;
  }

  /** Share of its quota, 0 to 1; undefined where the engine has no counter. The same again while there is no new reading. */
  read(container: Container): number | undefined {
    const reading = this.#cluster.cpu(container);
    if (!reading) return undefined;
    const last = this.#last.get(container);
    const from = last?.reading ?? { usedMs: 0, at: container.askedAt };
    const time = reading.at - from.at;
    if (time <= 0) return last?.share ?? 0;
    const share = (reading.usedMs - from.usedMs) / time / this.#quota;
    this.#last.set(container, { reading, share });
    return share;
  }

  forget(container: Container): void {
    this.#last.delete(container);
  }
}
