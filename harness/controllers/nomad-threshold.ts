import { type Millis, seconds } from '../clock.ts';
import type { ControllerDocs, ControllerFactory, Grid } from '../controller.ts';
import { groupWinner } from './rules/nomad-action.ts';
import { type NomadPolicyOptions, nomadEvaluationInterval, nomadPolicy } from './rules/nomad-policy.ts';
import { type ThresholdOptions, threshold } from './rules/nomad-strategies.ts';
import { inWords, type PerContainer, perContainer } from './rules/per-container.ts';
import { wholeMillis } from './rules/whole-millis.ts';

export const docs: ControllerDocs = {
  optimises:
    'nothing: it adds a container when the CPU use per container, or requests per container, was high in any five seconds of the last minute, and removes one when it was low',
  flaws:
    'one container a time and then five minutes of nothing; five seconds of sixty decide, and where both checks have them it adds; the bands (from 70 % up, below 30 %) are those of the documentation, but open above, since there 100 % is no longer high; its two checks share a group, or "none" of one would block the other',
  source:
    'hashicorp/nomad-autoscaler@ede4e617, plugins/builtin/strategy/threshold and policy/handler.go; vectors test/conformance/nomad-threshold.json and nomad-policy.json',
};

export interface NomadThresholdOptions extends NomadPolicyOptions {
  readonly signal?: PerContainer;
  /** Bounds in percent, or requests a container; all of one group. */
  readonly checks?: readonly ThresholdOptions[];
  readonly evaluationInterval?: Millis;
}

const documented = [
  { lower: 70, action: { delta: 1 } },
  { lower: 0, upper: 30, action: { delta: -1 } },
] as const satisfies readonly ThresholdOptions[];

/** Points of a second each, as its Prometheus source asks for them, over the default query window of a minute. */
const WINDOW = 60;

/** Nomad's threshold strategy in a policy of two checks, between kMin and kMax. */
export const nomadThreshold = ({
  signal = 'cpu',
  checks = documented,
  evaluationInterval = nomadEvaluationInterval,
  ...cooldowns
}: NomadThresholdOptions = {}): ControllerFactory => ({
  name: 'nomad-threshold',
  period: evaluationInterval,
  create: ({ kMin, kMax }) => {
    const min = Math.max(1, kMin);
    const policy = nomadPolicy({ min, max: kMax, ...cooldowns });
    const points: number[] = [];
    let count = min;
    return {
      decide: seen => {
        const measured = perContainer(signal, seen);
        const missing = 'missing' in measured;
        if (!missing) points.push(...measured.points);
        points.splice(0, points.length - WINDOW);
        const actions = missing
          ? []
          : checks.map(check => threshold(check, points, count)).filter(action => action !== undefined);
        const why = missing
          ? measured.missing
          : `${inWords(signal, points.at(-1) ?? 0)} now, ${points.length} s seen`;
        const decided = policy({ action: groupWinner(actions), why }, count, wholeMillis(seen.at));
        count = decided.count;
        return { containers: count, reason: decided.reason };
      },
    };
  },
});

export const grid: Grid<NomadThresholdOptions> = {
  checks: [documented, documented.map(check => ({ ...check, action: { delta: 3 * check.action.delta } }))],
  cooldown: [15, 30, 60, 300].map(seconds),
};

export const controller = nomadThreshold;
