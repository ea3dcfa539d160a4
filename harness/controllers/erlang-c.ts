import { type Millis, seconds } from '../clock.ts';
import type { ControllerDocs, ControllerFactory, Grid } from '../controller.ts';
import { arrivalRate } from './rules/arrival-rate.ts';
import { leastContainers } from './rules/erlang.ts';
import { serviceTimes } from './rules/service-time.ts';

export const docs: ControllerDocs = {
  optimises: 'the least containers whose mean wait in the steady state is at most a target',
  flaws:
    'steady state only: it knows no queue that is there already, no start delay and no trend; real service times are hardly exponential, and requests hardly come one by one',
  source: 'Erlang (1917), M/M/c; Cooper, Introduction to Queueing Theory (1981), ch. 3',
};

export interface ErlangOptions {
  /** Most mean wait. */
  targetWait?: Millis;
  /** Arrivals are averaged over it. */
  window?: Millis;
  /** What a request is taken to need until some have finished. */
  serviceTime?: Millis;
}

/** Staffing by Erlang's delay formula, on measured rates. */
export const erlangC = ({
  targetWait = seconds(5),
  window = seconds(60),
  serviceTime = seconds(10),
}: ErlangOptions = {}): ControllerFactory => ({
  name: 'erlang-c',
  create: ({ kMin, kMax }) => {
    const service = serviceTimes({ initial: serviceTime });
    const rate = arrivalRate(window);
    return {
      decide: seen => {
        const { containers, reason } = leastContainers({
          arrivalRate: rate(seen.buckets),
          serviceTime: service(seen),
          targetWait,
          kMin,
          kMax,
        });
        return { containers, reason };
      },
    };
  },
});

export const grid: Grid<ErlangOptions> = {
  targetWait: [1, 2, 5, 10, 20].map(seconds),
  window: [15, 30, 60, 120].map(seconds),
};

export const controller = erlangC;
