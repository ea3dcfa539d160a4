import type { Millis } from './clock.ts';
import type { ContainerState } from './controller.ts';
import type { Container, CpuReading, Watched } from './engine.ts';
import type { TraceEvent, TrialHeader } from './trace.ts';

/** A trace keeps microseconds: an age of exactly 12 s must not become 11.999 999 s, which a rule would floor to 11. */
const ROUNDING: Millis = 0.001;

interface Traced extends Container {
  state: ContainerState;
  usedMs: number;
}

/**
 * The containers of a recorded trial, as they were at the moment up to which its events were followed. CPU is not in a
 * trace: it is rebuilt from who was busy, each at its full quota or at an equal share of the cores.
 */
export class TracedCluster implements Watched {
  readonly #quota: number;
  readonly #cores: number;
  readonly #containers = new Map<string, Traced>();
  #now: Millis = Number.NEGATIVE_INFINITY;

  constructor({ quota, paperCores }: Pick<TrialHeader, 'quota' | 'paperCores'>) {
    this.#quota = quota;
    this.#cores = paperCores;
  }

  /** Follows one event; those before it must have been followed. Gives the container that is gone with it. */
  follow(event: TraceEvent): Container | undefined {
    this.advance(event.at);
    switch (event.type) {
      case 'container.starting': {
        const askedAt = event.at - ROUNDING;
        const index = this.#containers.size + 1;
        const container = { id: event.container, index, askedAt, idleSince: askedAt, usedMs: 0 };
        this.#containers.set(event.container, { ...container, state: 'starting' });
        return undefined;
      }
      case 'container.ready':
        this.#become(event.container, 'ready');
        return undefined;
      case 'container.stopping':
        this.#become(event.container, 'stopping');
        return undefined;
      case 'container.gone': {
        this.#become(event.container, 'gone');
        return this.#containers.get(event.container);
      }
      case 'request.dispatched':
        this.#become(event.container, 'busy');
        return undefined;
      case 'request.finished':
      case 'request.retried':
      case 'request.failed':
        if (this.#containers.get(event.container)?.state === 'busy') this.#become(event.container, 'ready');
        return undefined;
      default:
        return undefined;
    }
  }

  /** Lets time pass: busy containers use their CPU. */
  advance(now: Millis): void {
    const time = Number.isFinite(this.#now) ? Math.max(0, now - this.#now) : 0;
    this.#now = Math.max(now, this.#now);
    if (time === 0) return;
    const busy = [...this.#containers.values()].filter(({ state }) => state === 'busy');
    const share = Math.min(1, this.#cores / Math.max(1, busy.length));
    for (const container of busy) container.usedMs += time * share * this.#quota;
  }

  containers(): readonly Container[] {
    return [...this.#containers.values()].filter(({ state }) => state !== 'gone');
  }

  cpu({ id }: Container): CpuReading | undefined {
    const known = this.#containers.get(id);
    return known && { usedMs: known.usedMs, at: this.#now };
  }

  #become(id: string, state: ContainerState): void {
    const container = this.#containers.get(id);
    if (container) container.state = state;
  }
}
