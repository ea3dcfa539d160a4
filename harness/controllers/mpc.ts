import { type Millis, seconds } from '../clock.ts';
import type { ControllerDocs, ControllerFactory, Grid } from '../controller.ts';
import { servicesPerPeriod } from './rules/francis-equations.ts';
import { constant } from './rules/francis-exosystem.ts';
import { observer } from './rules/francis-observer.ts';
import { mpc as rule } from './rules/mpc.ts';
import { serviceTimes } from './rules/service-time.ts';
import { periodsUntil, serving } from './rules/start-delay.ts';

export const docs: ControllerDocs = {
  optimises:
    'waiting against containers at a price, over the next slots, exactly, and makes the first move of that plan',
  flaws:
    'no better than its forecast, which is the present level of arrivals; fluid, so a busy container counts as free for the next request; the cost is ours, the thesis published none',
  source: 'model of Torreggiani’s thesis (2016), README of JacopoOrlandini/Docker-Project at f28c039',
};

export interface MpcControllerOptions {
  /** Slots planned, beyond the start delay. */
  horizon?: number;
  /** Of a container-second, in seconds of waiting. */
  price?: number;
  /**
   * The requests of the model: those that wait, or all that are in the system. Those that wait vanish from sight when
   * new containers take them, long before they are served; counting them until then keeps the containers that long.
   */
  backlog?: 'waiting' | 'in-system';
  /** Of the forecast: how much of an error in the level of arrivals is left after a slot. */
  levelPole?: number;
  /** What a request is taken to need until some have finished. */
  serviceTime?: Millis;
}

/** Receding horizon with the measured start delay and service time. */
export const mpc = ({
  horizon = 20,
  price = 1,
  backlog = 'waiting',
  levelPole = 0.7,
  serviceTime = seconds(10),
}: MpcControllerOptions = {}): ControllerFactory => ({
  name: 'mpc',
  create: setting => {
    const { kMin, kMax, slot, dispatch } = setting;
    const deadPeriods = periodsUntil(setting.startDelay, setting);
    const betaOf = (service: Millis): number =>
      servicesPerPeriod({ period: slot, serviceTime: service, dispatch });
    const plan = rule({
      beta: betaOf(serviceTime),
      kMin,
      kMax,
      deadPeriods,
      horizon: horizon + deadPeriods,
      price,
    });
    const estimate = serviceTimes({ initial: serviceTime });
    const arrivals = observer(constant(), { pole: levelPole });
    return {
      decide: seen => {
        const beta = betaOf(estimate(seen));
        if (seen.at > 0) arrivals.see(seen.arrived);
        const { now, later } = serving(seen.containers, setting);
        const { delta, reason } = plan({
          waiting: seen.queued + (backlog === 'in-system' ? seen.running : 0),
          containers: now,
          // In this model whoever is asked for now may serve now, so the first of its dead periods is the present one.
          coming: deadPeriods === 0 ? [] : [0, ...later],
          forecast: arrivals.state()[0]!,
          beta,
        });
        return { containers: seen.containers.length + delta, reason };
      },
    };
  },
});

export const grid: Grid<MpcControllerOptions> = {
  horizon: [10, 20],
  backlog: ['waiting', 'in-system'],
  price: [0.5, 1, 2],
  levelPole: [0.5, 0.7, 0.9],
};

export const controller = mpc;
