/**
 * The rule of the `francis` controller, asked once per slot: arrivals counted → observer → regulator with predictor →
 * whole move with carry.
 * Optimises: nothing; it brings the queue (or, by Little's law, the response time) to its target at the pace of the poles
 * and holds it there under constant, ramp or sinusoidal arrivals.
 * Flaws: a target queue above 0 keeps requests waiting on purpose; the plant is linear, so after an idle spell the model
 * believes in a queue below 0 for one prediction; with whole containers the queue circles around the target by up to beta;
 * a removal is taken to last as long as a start.
 * Source: francis-regulator.ts, francis-observer.ts, integer-move.ts. Design ours; the paper's own law is francis-law.ts.
 */

import { type ArrivalShape, exosystem, ramp, type Target } from './francis-exosystem.ts';
import { observer } from './francis-observer.ts';
import { regulator } from './francis-regulator.ts';
import { counted, integerMoves, type Move } from './integer-move.ts';

export interface FrancisSeen {
  /** Requests waiting. */
  queue: number;
  /** Containers that serve. */
  containers: number;
  /** Containers that will begin (+) or cease (−) to serve in 1, 2, … d periods. */
  coming?: readonly number[];
  /** Requests that arrived in the period that ended; absent when none has ended. */
  arrived?: number | undefined;
  /** What is known of the plant by now, if not what it began with. Solved once an object: give the same one again. */
  known?: Known | undefined;
}

export interface Known {
  /** Requests that one container serves in a period: servicesPerPeriod(). */
  beta: number;
  target: Target;
}

export interface FrancisOptions extends Known {
  kMin: number;
  kMax: number;
  maxStep?: number;
  shape?: ArrivalShape;
  deadPeriods?: number;
  poles?: readonly [number, number];
  observerPole?: number;
  /** Requests a period before any is counted; absent: none, then the first count. */
  level?: number | undefined;
}

/** A rule with memory (the observer's estimate and the carry): one for a trial. */
export function francisRule({
  beta,
  target,
  kMin,
  kMax,
  maxStep = Number.POSITIVE_INFINITY,
  shape = ramp(),
  deadPeriods = 0,
  poles = [0.5, 0.5],
  observerPole = 0.5,
  level,
}: FrancisOptions): (seen: FrancisSeen) => Move {
  const solve = ({ beta, target }: Known) => {
    const exo = exosystem(shape, target);
    return { exo, ...regulator({ beta, exo, deadPeriods, poles }) };
  };
  const first: Known = { beta, target };
  const solutions = new Map([[first, solve(first)]]);
  const solutionOf = (known: Known) => {
    const solution = solutions.get(known) ?? solve(known);
    solutions.set(known, solution);
    return solution;
  };
  const arrivals = observer(shape, { pole: observerPole, level });
  const whole = integerMoves({ kMin, kMax, maxStep });
  return ({ queue, containers, coming = [], arrived, known = first }) => {
    const { exo, wish } = solutionOf(known);
    if (arrived !== undefined) arrivals.see(arrived);
    const { move, ahead, wantedQueue, wantedContainers } = wish(
      queue,
      containers,
      coming,
      exo.state(arrivals.state()),
    );
    const { delta, asked } = whole(move, ahead.containers);
    const when = deadPeriods === 0 ? '' : ` in ${counted(deadPeriods, 'slot')}`;
    const held = delta === asked ? '' : `, held at ${counted(ahead.containers + delta, 'container')}`;
    return {
      delta,
      reason:
        `queue of ${ahead.queue.toFixed(1)}${when} against ${wantedQueue.toFixed(1)} wanted, ` +
        `${counted(ahead.containers, 'container')} against ${wantedContainers.toFixed(2)} needed: move ${move.toFixed(2)}${held}`,
    };
  };
}
