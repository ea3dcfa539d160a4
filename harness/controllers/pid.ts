import { type Millis, seconds } from '../clock.ts';
import type { ControllerDocs, ControllerFactory, Grid } from '../controller.ts';
import { pid as rule } from './rules/pid.ts';

export const docs: ControllerDocs = {
  optimises:
    'nothing: it drives the number of waiting requests to its target if its three numbers suit the plant',
  flaws:
    'its numbers fit one load and one start delay; below the target the error is at most the target, so it scales in much more slowly than out; a queue is itself an integrator, so a short integral time swings',
  source: 'velocity form with anti-windup: Åström & Hägglund, Advanced PID Control (2006), ch. 13',
};

export interface PidControllerOptions {
  /** Requests kept waiting. */
  target?: number;
  /** Containers per waiting request too many. */
  kp?: number;
  /** Integral time; infinite: none. */
  ti?: Millis;
  /** Derivative time. */
  td?: Millis;
  /** Most containers added or removed in a slot. */
  maxStep?: number;
}

/** PID on the queue. */
export const pid = ({
  target = 1,
  kp = 0.2,
  ti = seconds(60),
  td = 0,
  maxStep = Number.POSITIVE_INFINITY,
}: PidControllerOptions = {}): ControllerFactory => ({
  name: 'pid',
  create: ({ kMin, kMax, slot }) => {
    const move = rule({ target, kp, ti, td, maxStep, period: slot, kMin, kMax });
    return {
      decide: ({ queued, containers }) => {
        const { delta, reason } = move({ measured: queued, containers: containers.length });
        return { containers: containers.length + delta, reason: `waiting ${reason}` };
      },
    };
  },
});

export const grid: Grid<PidControllerOptions> = {
  target: [0, 1, 3],
  kp: [0.1, 0.2, 0.4, 0.8],
  ti: [15, 30, 60, 120].map(seconds),
};

export const controller = pid;
