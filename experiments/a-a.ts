import { seconds } from '../harness/clock.ts';
import { francisDockerAwm } from '../harness/controllers/francis-dockerawm.ts';
import { experiment } from '../harness/experiment.ts';
import { meanWait } from '../harness/metrics/wait.ts';
import { randomBursts } from '../harness/workloads/random-bursts.ts';

/** The control of the instrument itself: one arm twice. On a sound one about 5 % of such studies name a winner. */
export default experiment({
  question: 'Does the instrument find a difference between two arms that are the same?',
  arms: [
    { controller: francisDockerAwm(), kMin: 2, label: 'A' },
    { controller: francisDockerAwm(), kMin: 2, label: 'A again' },
  ],
  workload: randomBursts({
    atStart: 10,
    batches: { min: 4, max: 6 },
    size: { min: 10, max: 30 },
    gap: { min: seconds(40), max: seconds(60) },
    work: 13_400,
  }),
  seeds: 10,
  quickSeeds: 2,
  kMax: 16,
  // The paper's loop, as in francis-vs-static; ten minutes on Docker.
  loop: {
    slot: seconds(12.3),
    firstSlot: seconds(3.5),
    controllerCost: seconds(0.9),
    dispatch: 'each-slot',
    initialAge: seconds(12),
    limit: seconds(2400),
  },
  settings: { paperCores: 3.75, retire: 'oldest-idle' },
  timeScale: 0.06,
  primary: meanWait,
  reference: 'A',
  spread: 0.1,
});
