import { type Millis, seconds } from '../clock.ts';
import type { ControllerDocs, ControllerFactory, Grid } from '../controller.ts';
import { linearTrend } from './rules/linear-trend.ts';
import { type Forecast, foreseen } from './rules/phpa.ts';
import { type PhpaControllerOptions, phpaFactory, phpaGrid } from './rules/phpa-observed.ts';
import { roundedUp } from './rules/rounded-up.ts';

export const docs: ControllerDocs = {
  optimises:
    'nothing: it is an HPA that also asks for what a straight line through its own last wishes comes to a little later',
  flaws:
    'foresees its own rounded wishes, not the load; a line overshoots when a rise ends, and with the maximum of both it never scales in earlier for it; sees six syncs of 15 s, so shorter bursts are over; look-ahead and history are those of the example in its documentation',
  source:
    'jthomperoo/predictive-horizontal-pod-autoscaler@c91d0609, algorithms/linear_regression and internal/controllers; vectors test/conformance/phpa-linear.json',
};

export interface LinearOptions extends PhpaControllerOptions {
  /** How far ahead the line is read. */
  readonly lookAhead?: Millis;
  /** Syncs remembered. */
  readonly historySize?: number;
}

const nothing: Forecast = { replicas: undefined, words: 'no forecast' };

/** The Predictive HPA with its linear model, between kMin and kMax. */
export const linear = ({
  lookAhead = seconds(10),
  historySize = 6,
  ...options
}: LinearOptions = {}): ControllerFactory =>
  phpaFactory(
    'linear',
    () => ({
      forecast: (history, at) => {
        const trend = linearTrend(history, at + lookAhead);
        return trend === undefined ? nothing : foreseen(roundedUp(trend));
      },
      kept: history => history.slice(Math.max(0, history.length - historySize)),
    }),
    options,
  );

export const grid: Grid<LinearOptions> = {
  ...phpaGrid,
  lookAhead: [10, 30, 60].map(seconds),
};

export const controller = linear;
