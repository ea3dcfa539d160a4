/**
 * PID in velocity form: each slot it gives the CHANGE of the output,
 *     Δu = kp·[(e − e1) + (period/ti)·e + (td/period)·(e − 2·e1 + e2)],
 * e = measured − target, e1 and e2 the two errors before (for containers: too much waiting is a positive error, and asks
 * for more). Made whole with a carry, within kMin…kMax.
 *
 * Optimises: nothing; it drives e to 0 if its three numbers suit the plant.
 * Anti-windup: velocity form keeps no integral, the count of containers is the integral; a move that a bound holds back
 * is forgotten (integer-move.ts). Flaws: forgetting takes the proportional part along, so that leaving a bound it can
 * start from elsewhere than position form; without `ti` it drifts, since nothing ties it to the target; the derivative
 * lifts counting noise; a dead time calls for low gains; a queue with a fluid inflow is itself an integrator, so that
 * kp alone leaves no error there and a short ti swings.
 * Source: Åström & Hägglund, "Advanced PID Control", ISA 2006, ch. 13; Seborg et al., "Process Dynamics and Control",
 * velocity form of the digital PID.
 */

import type { Millis } from '../../clock.ts';
import { counted, integerMoves, type Move } from './integer-move.ts';

export interface PidGains {
  /** Containers per unit of error. */
  kp: number;
  /** Integral time; infinite: no integral part. */
  ti?: Millis;
  /** Derivative time. */
  td?: Millis;
  period: Millis;
}

/** The real-valued increment of each slot. The error is taken to have been 0 before the first. */
export function velocityPid({
  kp,
  ti = Number.POSITIVE_INFINITY,
  td = 0,
  period,
}: PidGains): (error: number) => number {
  if (!(period > 0 && ti > 0 && td >= 0)) {
    throw new RangeError(
      `pid expected a period and ti above 0 and td at least 0, found ${period}, ${ti} and ${td}: leave ti out for no integral part.`,
    );
  }
  let [last, beforeLast] = [0, 0];
  return error => {
    const increment =
      kp * (error - last + (period / ti) * error + (td / period) * (error - 2 * last + beforeLast));
    [last, beforeLast] = [error, last];
    return increment;
  };
}

export interface PidOptions extends PidGains {
  target: number;
  kMin: number;
  kMax: number;
  maxStep?: number;
}

export interface PidSeen {
  /** What is held at the target: a queue, a wait, requests a container. */
  measured: number;
  /** Containers that there will be when a move takes effect. */
  containers: number;
}

/** A rule with memory (two errors and the carry): one for a trial. */
export function pid({
  target,
  kMin,
  kMax,
  maxStep = Number.POSITIVE_INFINITY,
  ...gains
}: PidOptions): (seen: PidSeen) => Move {
  const increment = velocityPid(gains);
  const whole = integerMoves({ kMin, kMax, maxStep });
  return ({ measured, containers }) => {
    const change = increment(measured - target);
    const { delta, asked } = whole(change, containers);
    const held = delta === asked ? '' : `, held at ${counted(containers + delta, 'container')}`;
    return {
      delta,
      reason: `${measured.toFixed(2)} against ${target.toFixed(2)} wanted: change by ${change.toFixed(2)}${held}`,
    };
  };
}
