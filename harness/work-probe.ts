import { type Millis, stopwatch } from './clock.ts';

const STEPS = 6_000_000;
const TRIES = 7;

/** The same work each time: a xorshift generator (Marsaglia 2003), whose steps no compiler can skip. */
function work(): number {
  let state = 2_463_534_242;
  for (let step = 0; step < STEPS; step++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
  }
  return state;
}

/**
 * How long a fixed piece of work takes now, wall milliseconds: the fastest of a few tries, so that one interruption is no
 * drift. The first try also warms the code up.
 */
export function workProbe(): Millis {
  let fastest = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < TRIES; tries++) {
    const took = stopwatch();
    if (work() === 0) throw new Error('The work probe: expected a state that is never 0, found 0.');
    fastest = Math.min(fastest, took());
  }
  return Math.round(fastest * 1000) / 1000;
}
