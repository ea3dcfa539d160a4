/**
 * The law behind the paper's logged runs, `FrancisController.nextVMDelta()`. Identified from the logs, never the original
 * code, which is not public.
 *
 * Optimises: nothing explicitly. It is the scalar Francis regulator of p⁺ = p + u, e = waiting − (T/Tr)·p with
 * T = 300 s, Π = Tr/T, Γ = 0 and gain −0.2 (pole 0.8): every move takes a fifth of the way, rounded up, from p to
 * waiting·Tr/T, taking the mean AGE of the containers for their response time Tr.
 * Flaws: `ceil` leaves up to 5 surplus containers for good, so that from 4 it never scales in; age is not response time,
 * it grows by itself, so nothing happens in the first half minute whatever the queue; it knows no dead time.
 * Source: the 107 decisions in harness/paper/francis-decisions.csv, of which it gives 104. The cap of 16 is identified;
 * the least of 1 is ours. kMin is the initial count only: two logs fall to 1.
 */

import type { Millis } from '../../clock.ts';
import { counted, type Move } from './integer-move.ts';

const horizonSeconds = 300;
const gain = 0.2;
const young: Millis = 240_000;

export interface LawSeen {
  /** Mean age of the containers younger than 240 s × timeScale, in wall seconds; 0 when there are none. */
  meanAgeSeconds: number;
  /** Containers that exist. */
  running: number;
  /** Requests not yet handed to a container, `etak[0][0]` of the original. */
  waiting: number;
}

export interface LawSetting {
  /** Wall time / paper time: multiplies the 300 s. */
  timeScale?: number;
  least?: number;
  most?: number;
}

/** Containers to add (+) or remove (−) now. */
export function francisLaw(
  { meanAgeSeconds, running, waiting }: LawSeen,
  { timeScale = 1, least = 1, most = 16 }: LawSetting = {},
): Move {
  const wanted = (waiting * meanAgeSeconds) / (horizonSeconds * timeScale);
  // The 1e-9 keeps an exact whole number from being lifted by rounding noise.
  const asked = Math.ceil(gain * (wanted - running) - 1e-9);
  // + 0 turns the −0 that ceil gives into 0.
  const delta = Math.max(least - running, Math.min(most - running, asked)) + 0;
  const held = delta === asked + 0 ? '' : `, held at ${counted(running + delta, 'container')}`;
  return {
    delta,
    reason: `${waiting} waiting at a mean age of ${meanAgeSeconds.toFixed(1)} s want ${wanted.toFixed(2)} containers and ${running} run: a fifth of the way, rounded up${held}`,
  };
}

/**
 * Mean age, in wall seconds, of the containers younger than 240 s × timeScale; 0 when there are none. Not floored: the
 * report speaks of whole seconds, but the logged moves fit the exact mean better (104 of 107 rows against 102).
 */
export function meanAgeSeconds(
  ages: readonly Millis[],
  { timeScale = 1 }: { timeScale?: number } = {},
): number {
  const counting = ages.filter(age => age < young * timeScale);
  if (counting.length === 0) return 0;
  return counting.reduce((sum, age) => sum + age, 0) / counting.length / 1000;
}
