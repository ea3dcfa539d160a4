import { type Millis, seconds } from '../../clock.ts';
import { type Combination, combined } from './combined.ts';
import type { Behavior } from './hpa-behavior.ts';
import { type HpaOptions, hpaOptions } from './hpa-options.ts';
import { proposeReplicas } from './hpa-replicas.ts';
import { type HpaState, settle } from './hpa-settle.ts';
import type { HpaSync } from './hpa-sync.ts';
import type { Counted } from './linear-trend.ts';

/*
 * The Predictive HPA: what the metrics ask for now, beside what a model makes of what they asked for before; of both
 * one count, then the windows and rates of an HPA with behavior.
 * Source: jthomperoo/predictive-horizontal-pod-autoscaler@c91d0609, internal/controllers/controller.go.
 */

export interface Forecast {
  /** Undefined: the model failed and is not heard. */
  readonly replicas: number | undefined;
  readonly words: string;
}

export const foreseen = (replicas: number): Forecast => ({ replicas, words: `${replicas} foreseen` });

export interface PhpaModel {
  /** From the counts that the metrics asked for, the present one included and last. */
  forecast(history: readonly Counted[], at: Millis): Forecast;
  /** What is remembered of them for the next sync. */
  kept(history: readonly Counted[]): readonly Counted[];
}

export interface PhpaOptions extends HpaOptions {
  readonly combination: Combination;
}

const hundredPercent = { type: 'Percent', value: 100, period: seconds(60) } as const;

/** Unlike the HPA's, its rates count a minute. */
const defaultBehavior: Behavior = {
  scaleUp: {
    policies: [hundredPercent, { type: 'Pods', value: 4, period: seconds(60) }],
    selectPolicy: 'Max',
    window: 0,
  },
  scaleDown: { policies: [hundredPercent], selectPolicy: 'Max', window: seconds(300) },
};

/** Fills in the defaults; only the most replicas have none. */
export const phpaOptions = ({
  combination = 'maximum',
  cpuInitializationPeriod = seconds(30),
  behavior,
  ...options
}: Partial<PhpaOptions> & Pick<PhpaOptions, 'maxReplicas'>): PhpaOptions => ({
  ...hpaOptions({
    ...options,
    cpuInitializationPeriod,
    behavior: {
      scaleUp: { ...defaultBehavior.scaleUp, ...behavior?.scaleUp },
      scaleDown: { ...defaultBehavior.scaleDown, ...behavior?.scaleDown },
    },
  }),
  combination,
});

export interface PhpaDecision {
  readonly replicas: number;
  readonly reason: string;
}

/** One autoscaler with memory: one for a trial. Unlike the HPA it remembers nothing of its start. */
export const phpa = (model: PhpaModel, options: PhpaOptions): ((sync: HpaSync) => PhpaDecision) => {
  let state: HpaState = { recommendations: [], events: { up: [], down: [] } };
  let history: readonly Counted[] = [];
  return sync => {
    const { at, spec } = sync;
    const answers = sync.metrics.map(metric => proposeReplicas(metric, sync, options));
    const proposals = answers.filter(answer => 'replicas' in answer);
    const unusable = answers.find(answer => 'error' in answer);
    const best = proposals.toSorted((a, b) => b.replicas - a.replicas)[0];
    // An error there: nothing is decided, and nothing remembered.
    if (best === undefined || (unusable !== undefined && best.replicas < spec))
      return {
        replicas: spec,
        reason: `no usable metric (${unusable?.why ?? 'none given'}): stays at ${spec}`,
      };

    history = [...history, { at, replicas: best.replicas }];
    const forecast = model.forecast(history, at);
    history = model.kept(history);
    const heard = forecast.replicas === undefined ? [] : [forecast.replicas];
    const wanted = combined(options.combination, [best.replicas, ...heard]);
    const settled = settle({ replicas: wanted, at }, spec, state, options);
    state = settled.state;
    const change = settled.replicas === spec ? `stays at ${spec}` : `${spec} → ${settled.replicas}`;
    const held =
      settled.replicas === wanted ? '' : ` (${wanted} wanted, but windows, rates or bounds hold it)`;
    return {
      replicas: settled.replicas,
      reason: `${best.why}: ${best.replicas} now, ${forecast.words}: ${change}${held}`,
    };
  };
};
