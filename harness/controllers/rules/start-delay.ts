/**
 * A start takes time: in how many control periods the containers that are starting will serve, for rules that plan
 * ahead. Flaw: starts that queue up behind each other take longer than the one delay that is known; a container that is
 * overdue is expected at any moment.
 */

import type { Millis } from '../../clock.ts';
import type { DispatchMode, SeenContainer } from '../../controller.ts';

export interface Timing {
  slot: Millis;
  dispatch: DispatchMode;
  startDelay: Millis;
}

/**
 * Whole periods that pass before what is ready in `wait` takes part, 0 where it still does in the present one.
 * `each-slot`: work is handed out at the period's end, so whoever is ready by then is in time. `when-free`: it serves from
 * the middle of things, so that the nearest whole number is right on average.
 */
export function periodsUntil(wait: Millis, { slot, dispatch }: Timing): number {
  // The 1e-9 keeps a start of exactly one slot, times rounding noise, within it.
  return dispatch === 'each-slot' ? Math.max(0, Math.ceil(wait / slot - 1e-9) - 1) : Math.round(wait / slot);
}

export interface Serving {
  /** Containers that serve in the present period. */
  now: number;
  /** Those that begin to in 1, 2, … periods; one asked for at present would be the next in this list. */
  later: number[];
}

/** Sorts containers by when they serve, each counted once. */
export function serving(containers: readonly SeenContainer[], timing: Timing): Serving {
  const later = Array<number>(Math.max(0, periodsUntil(timing.startDelay, timing) - 1)).fill(0);
  let now = containers.length;
  for (const { state, age } of containers) {
    if (state !== 'starting') continue;
    const periods = Math.min(later.length, periodsUntil(Math.max(0, timing.startDelay - age), timing));
    if (periods === 0) continue;
    now--;
    later[periods - 1]!++;
  }
  return { now, later };
}
