import { seconds } from '../../clock.ts';
import type { KpaSettings } from './kpa-config.ts';

/** Refuses, in one sentence, what the original refuses. Source: knative/serving@98e5ef90, pkg/autoscaler/config/config.go, validate. */
export const checkKpa = (given: KpaSettings & { readonly containerConcurrency: number }): void => {
  const within = (name: keyof typeof given, least: number, most: number): void =>
    expect(name, given[name] as number, `from ${least} to ${most}`, value => value >= least && value <= most);
  const above = (name: keyof typeof given, least: number): void =>
    expect(name, given[name] as number, `above ${least}`, value => value > least);
  above('maxScaleUpRate', 1);
  above('maxScaleDownRate', 1);
  above('scaleToZeroGracePeriod', 0);
  above('tick', 0);
  within('targetUtilization', 0.01, 1);
  within('stableWindow', seconds(6), seconds(3600));
  within('panicWindowPercentage', 1, 100);
  within('panicThresholdPercentage', 110, 1000);
  within('scaleDownDelay', 0, seconds(3600));
  within('scaleToZeroPodRetention', 0, seconds(3600));
  within('containerConcurrency', 0, 1000);
  within('initialScale', given.allowZeroInitialScale ? 0 : 1, Number.MAX_SAFE_INTEGER);
  expect(
    'targetBurstCapacity',
    given.targetBurstCapacity,
    '−1 or at least 0',
    value => value === -1 || value >= 0,
  );
};

const expect = (name: string, found: number, expected: string, fits: (value: number) => boolean): void => {
  if (!fits(found))
    throw new RangeError(`Controller kpa: expected ${name} ${expected}, found ${found}; change that option.`);
};
