import type { Controller, Decision, Observation } from './controller.ts';
import type { Observe } from './experiment.ts';
import type { Rng } from './rng.ts';

/** What a decision comes to: what was wanted, and what the bounds made of it. */
export interface Decided {
  readonly wanted: number;
  readonly applied: number;
  readonly reason: string;
}

/**
 * Asks a controller and keeps it within bounds, in this one place. Observations may reach it late or not at all, where
 * the experiment asks for that: then it sees the newest one that is old enough, or its last decision stands.
 */
export class Decider {
  readonly #controller: Controller;
  readonly #name: string;
  readonly #least: number;
  readonly #most: number;
  readonly #first: number;
  readonly #observe: Observe;
  readonly #chance: Rng;
  #late: Observation[] = [];
  #last: Decided | undefined;

  constructor(options: {
    controller: Controller;
    name: string;
    least: number;
    most: number;
    /** Containers there at the beginning: what stands where the first observation is lost. */
    first: number;
    observe: Observe;
    chance: Rng;
  }) {
    this.#controller = options.controller;
    this.#name = options.name;
    this.#least = options.least;
    this.#most = options.most;
    this.#first = options.first;
    this.#observe = options.observe;
    this.#chance = options.chance;
  }

  decide(now: Observation): Decided | Promise<Decided> {
    const seen = this.#delivered(now);
    if (!seen) {
      const standing = this.#last?.applied ?? this.#first;
      return {
        wanted: standing,
        applied: standing,
        reason: 'no observation reached the controller; the last decision stands',
      };
    }
    const decision = this.#controller.decide(seen);
    return decision instanceof Promise ? decision.then(d => this.#bounded(d)) : this.#bounded(decision);
  }

  #delivered(now: Observation): Observation | undefined {
    const { delay, drop } = this.#observe;
    if (drop > 0 && this.#chance.float() < drop) return undefined;
    if (delay === 0) return now;
    this.#late.push(now);
    let delivered: Observation | undefined;
    while (this.#late.length > 0 && this.#late[0]!.at <= now.at - delay) delivered = this.#late.shift();
    return delivered;
  }

  #bounded(decision: Decision): Decided {
    const wanted = decision?.containers;
    if (!Number.isInteger(wanted) || typeof decision.reason !== 'string' || decision.reason === '') {
      throw new Error(
        `Controller ${this.#name}: expected a decision { containers: integer, reason: words }, found ${JSON.stringify(decision)}; mend its decide().`,
      );
    }
    const applied = Math.min(this.#most, Math.max(this.#least, wanted));
    this.#last = { wanted, applied, reason: decision.reason };
    return this.#last;
  }
}
