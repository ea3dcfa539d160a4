import { seconds } from '../clock.ts';
import type { ControllerDocs, ControllerFactory, Grid } from '../controller.ts';
import { inWords, type PerContainer, perContainer, spanMeans } from './rules/per-container.ts';
import { awsSteps, azureSteps, cfSteps, type StepPolicy } from './rules/step-policies.ts';
import { wholeMillis } from './rules/whole-millis.ts';

export const docs: ControllerDocs = {
  optimises:
    'nothing: it adds or removes a step of containers, the larger the further the mean CPU use, or requests per container, is from a threshold',
  flaws:
    'its steps fit one load; looks once a minute and waits two for an alarm, so that a burst of minutes is over before it acts; a percentage of few containers is one container; between threshold and first step nothing is done; steps and threshold are those of the AWS example, since every user has to find their own',
  source:
    'AWS Auto Scaling user guide, step and simple scaling; as options the rules of Azure Monitor and Cloud Foundry; vectors test/conformance/aws-step-scaling.json, openstack-heat-capacity.json, azure-flapping.json, cf-app-autoscaler.json',
};

export interface StepScalingControllerOptions {
  readonly signal?: PerContainer;
  /** `awsSteps`, `azureSteps` or `cfSteps` of rules/step-policies.ts, with steps of one's own where wanted. */
  readonly policy?: StepPolicy;
}

const MINUTE = 60;
/** Minutes kept: more than any of the policies looks at. */
const KEPT = 60;

/** Step scaling between kMin and kMax, on means of a minute. */
export const stepScaling = ({
  signal = 'cpu',
  policy = awsSteps(),
}: StepScalingControllerOptions = {}): ControllerFactory => ({
  name: 'step-scaling',
  period: seconds(MINUTE),
  create: ({ kMin, kMax }) => {
    const min = Math.max(1, kMin);
    const rule = policy({ min, max: kMax });
    const minutes = spanMeans(MINUTE, KEPT);
    let count = min;
    const stay = (why: string) => ({ containers: count, reason: `${why}: stays at ${count}` });
    return {
      decide: seen => {
        const measured = perContainer(signal, seen);
        if ('missing' in measured) return stay(measured.missing);
        const { means, fresh } = minutes(measured.points);
        const newest = means.at(-1);
        if (fresh === 0 || newest === undefined) return stay('no minute has ended');
        const before = count;
        const decided = rule(means, count, wholeMillis(seen.at));
        count = decided.count;
        const why = `${inWords(signal, newest)}; ${decided.reason}`;
        return count === before ? stay(why) : { containers: count, reason: `${why}: ${before} → ${count}` };
      },
    };
  },
});

const brisk = { cooldown: seconds(60) };

export const grid: Grid<StepScalingControllerOptions> = {
  policy: [
    awsSteps(),
    awsSteps({ ...brisk, evaluationPeriods: 1 }),
    azureSteps(),
    azureSteps({ ...brisk, window: 1 }),
    cfSteps(),
    cfSteps(brisk),
  ],
};

export const controller = stepScaling;
