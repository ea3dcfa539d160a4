import { seconds } from '../../harness/clock.ts';
import { fixed } from '../../harness/controllers/fixed.ts';
import { experiment } from '../../harness/experiment.ts';
import { meanWait } from '../../harness/metrics/wait.ts';
import { poisson } from '../../harness/workloads/poisson.ts';

/** A second of load a trial: for tests of what may befall a study. */
export default experiment({
  question: 'Do two containers make a few requests wait less than one?',
  arms: [
    { controller: fixed(), kMin: 1 },
    { controller: fixed(), kMin: 2 },
  ],
  workload: poisson({ meanGap: seconds(0.6), requests: 15, work: 500 }),
  seeds: 4,
  kMax: 2,
  loop: { slot: seconds(2), limit: seconds(200) },
  settings: { paperCores: 4 },
  timeScale: 0.1,
  primary: meanWait,
  reference: 'fixed at 1',
});
