import { type Millis, seconds } from '../clock.ts';
import type { ControllerDocs, ControllerFactory, Grid } from '../controller.ts';
import { type NomadPolicyOptions, nomadEvaluationInterval, nomadPolicy } from './rules/nomad-policy.ts';
import { type TargetValueOptions, targetValue } from './rules/nomad-strategies.ts';
import { inWords, type PerContainer, perContainer } from './rules/per-container.ts';
import { wholeMillis } from './rules/whole-millis.ts';

export const docs: ControllerDocs = {
  optimises:
    'nothing: it scales the number of containers by how far the newest second of their CPU use, or of requests per container, is from its target',
  flaws:
    'one second decides, and then nothing is done for five minutes, whatever comes; always rounds up, so it seldom removes the last ones too many; CPU never passes 100 %, so a long queue asks for no more than 1/target at a time; the target of 70 % is that of the documentation, the original has none',
  source:
    'hashicorp/nomad-autoscaler@ede4e617, plugins/builtin/strategy/target-value and policy/handler.go; vectors test/conformance/nomad-target-value.json and nomad-policy.json',
};

export interface NomadTargetValueOptions extends Partial<TargetValueOptions>, NomadPolicyOptions {
  readonly signal?: PerContainer;
  readonly evaluationInterval?: Millis;
}

/** Nomad's target-value strategy in a policy of one check, between kMin and kMax. */
export const nomadTargetValue = ({
  signal = 'cpu',
  target = 70,
  evaluationInterval = nomadEvaluationInterval,
  threshold,
  maxScaleUp,
  maxScaleDown,
  ...cooldowns
}: NomadTargetValueOptions = {}): ControllerFactory => ({
  name: 'nomad-target-value',
  period: evaluationInterval,
  create: ({ kMin, kMax }) => {
    const min = Math.max(1, kMin);
    const strategy = { target, threshold, maxScaleUp, maxScaleDown };
    const policy = nomadPolicy({ min, max: kMax, ...cooldowns });
    let count = min;
    return {
      decide: seen => {
        const measured = perContainer(signal, seen);
        const points = 'missing' in measured ? [] : measured.points;
        const action = targetValue(strategy, points, count);
        const why =
          'missing' in measured
            ? measured.missing
            : `${inWords(signal, points.at(-1) ?? 0)}, target ${target}`;
        const decided = policy({ action, why }, count, wholeMillis(seen.at));
        count = decided.count;
        return { containers: count, reason: decided.reason };
      },
    };
  },
});

/** On requests a container; CPU at 70 %, the default, is tried as well. */
export const grid: Grid<NomadTargetValueOptions> = {
  signal: ['concurrency'],
  target: [0.7, 1, 1.5],
  cooldown: [15, 30, 60, 300].map(seconds),
  cooldownOnScaleUp: [15, 60].map(seconds),
};

export const controller = nomadTargetValue;
