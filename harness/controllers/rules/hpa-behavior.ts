import { type Millis, seconds } from '../../clock.ts';

/*
 * Kubernetes HPA v2: the rules that a behavior gives to each direction, and their defaults.
 * Source: kubernetes/kubernetes, pkg/apis/autoscaling/v2/defaults.go (GenerateHPAScaleUpRules, GenerateHPAScaleDownRules).
 */

export type Direction = 'up' | 'down';

/** At most `value` pods, or percent of the pods at the period's start, in any `period`. */
export interface ScalingPolicy {
  readonly type: 'Pods' | 'Percent';
  readonly value: number;
  readonly period: Millis;
}

/** Which policy holds when there are several: the one that allows most, least, or no change in this direction at all. */
export type SelectPolicy = 'Max' | 'Min' | 'Disabled';

export interface ScalingRules {
  readonly policies: readonly ScalingPolicy[];
  readonly selectPolicy: SelectPolicy;
  /** Undefined (scaling down only): the controller's own `downscaleStabilization`. */
  readonly window: Millis | undefined;
}

/** Rules as given; what is left out is filled in field by field, policies as a whole. */
export type GivenRules = { readonly [Field in keyof ScalingRules]?: ScalingRules[Field] | undefined };

export interface Behavior {
  readonly scaleUp?: GivenRules | undefined;
  readonly scaleDown?: GivenRules | undefined;
}

const defaults: Readonly<Record<Direction, ScalingRules>> = {
  up: {
    policies: [
      { type: 'Pods', value: 4, period: seconds(15) },
      { type: 'Percent', value: 100, period: seconds(15) },
    ],
    selectPolicy: 'Max',
    window: 0,
  },
  down: {
    policies: [{ type: 'Percent', value: 100, period: seconds(15) }],
    selectPolicy: 'Max',
    window: undefined,
  },
};

/** The rules of a direction, complete but for the scale-down window. */
export const scalingRules = (direction: Direction, given: GivenRules = {}): ScalingRules => ({
  policies: given.policies ?? defaults[direction].policies,
  selectPolicy: given.selectPolicy ?? defaults[direction].selectPolicy,
  window: given.window ?? defaults[direction].window,
});
