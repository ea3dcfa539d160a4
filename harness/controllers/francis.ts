import { type Millis, seconds } from '../clock.ts';
import type { ControllerDocs, ControllerFactory, Grid } from '../controller.ts';
import { servicesPerPeriod } from './rules/francis-equations.ts';
import { type ArrivalShape, constant, ramp, type Target } from './rules/francis-exosystem.ts';
import { francisRule, type Known } from './rules/francis-rule.ts';
import { serviceTimes } from './rules/service-time.ts';
import { serving } from './rules/start-delay.ts';

export const docs: ControllerDocs = {
  optimises:
    'nothing: it drives the queue (or the mean response time) to its target and holds it there under steady, ramping or sinusoidal arrivals, at the pace of its poles',
  flaws:
    'linear, so it knows no empty queue; a ramp it believes in overshoots when the ramp ends; a removal is taken to last as long as a start; containers that share cores look to it like longer requests',
  source: 'Francis, SIAM J. Control Optim. 15 (1977); observer, predictor and whole moves are ours',
};

export interface FrancisRegulatorOptions {
  /** Requests kept waiting, or mean response time in paper milliseconds. */
  target?: { readonly queue: number } | { readonly response: Millis };
  /**
   * What is regulated: the requests that wait, or all that are in the system. Those that wait vanish from sight when
   * new containers take them, long before they are served; counting them until then keeps the containers that long.
   */
  backlog?: 'waiting' | 'in-system';
  /** What arrivals are taken to do. */
  shape?: ArrivalShape;
  /** How much of an error is left after a slot, twice; 0 is fastest, near 1 slowest. */
  poles?: readonly [number, number];
  /** The same for the estimate of arrivals. */
  observerPole?: number;
  /** Most containers added or removed in a slot. */
  maxStep?: number;
  /** What a request is taken to need until some have finished. */
  serviceTime?: Millis;
}

/** Service times are taken to the nearest of these steps, as a ratio, so that the regulator need seldom be solved anew. */
const step = 1.05;

/** The full output regulator. It measures arrivals, service time and start delay itself. */
export const francis = ({
  target = { queue: 0 },
  backlog = 'waiting',
  shape = ramp(),
  serviceTime = seconds(10),
  ...options
}: FrancisRegulatorOptions = {}): ControllerFactory => ({
  name: 'francis',
  create: setting => {
    if (backlog === 'in-system' && 'queue' in target && target.queue > 0) {
      throw new RangeError(
        `francis expected a response target where the backlog is all in the system, found a queue of ${target.queue}: give { response }.`,
      );
    }
    const { kMin, kMax, slot, dispatch } = setting;
    const inSystem = backlog === 'in-system';
    const goal = (service: Millis): Target => {
      if ('queue' in target && !inSystem) return target;
      // No number of containers is faster than the service itself.
      const response = Math.max('queue' in target ? 0 : target.response, service);
      // By Little's law: what is in the system is there all of its response time, what waits all but its service time.
      return { response, serviceTime: inSystem ? 0 : service, period: slot };
    };
    const known = (service: Millis): Known => ({
      beta: servicesPerPeriod({ period: slot, serviceTime: service, dispatch }),
      target: goal(service),
    });
    const steps = new Map<number, Known>();
    const nearest = (service: Millis): Known => {
      const nth = Math.round(Math.log(service / serviceTime) / Math.log(step));
      const found = steps.get(nth) ?? known(serviceTime * step ** nth);
      steps.set(nth, found);
      return found;
    };
    const estimate = serviceTimes({ initial: serviceTime });
    const rule = francisRule({
      ...options,
      ...known(serviceTime),
      shape,
      kMin,
      kMax,
      deadPeriods: serving([], setting).later.length,
    });
    return {
      decide: seen => {
        const { now, later } = serving(seen.containers, setting);
        const { delta, reason } = rule({
          queue: seen.queued + (inSystem ? seen.running : 0),
          containers: now,
          coming: later,
          arrived: seen.at > 0 ? seen.arrived : undefined,
          known: nearest(estimate(seen)),
        });
        return { containers: seen.containers.length + delta, reason };
      },
    };
  },
});

export const grid: Grid<FrancisRegulatorOptions> = {
  backlog: ['waiting', 'in-system'],
  shape: [constant(), ramp()],
  poles: [
    [0.4, 0.4],
    [0.5, 0.5],
    [0.6, 0.6],
    [0.7, 0.7],
  ],
  observerPole: [0.5, 0.8, 0.9],
};

export const controller = francis;
