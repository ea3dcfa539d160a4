import { leaseLabels, ownLease } from '../../lease.ts';

/** Label keys that tell our containers from everybody else's. The engine's socket is used for nothing without them. */
export const STUDY = 'dockerawm.study';
export const TRIAL = 'dockerawm.trial';
/** On the container that is never started: it holds the host for a study. */
export const HOLD = 'dockerawm.hold';

const owner = leaseLabels(ownLease());

/** What everything that this process creates is labelled with. */
export const labelled = (labels: Readonly<Record<string, string>>): Record<string, string> => ({
  ...labels,
  ...owner,
});
