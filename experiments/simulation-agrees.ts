import { seconds } from '../harness/clock.ts';
import { fixed } from '../harness/controllers/fixed.ts';
import { francisDockerAwm } from '../harness/controllers/francis-dockerawm.ts';
import { experiment } from '../harness/experiment.ts';
import { meanWait } from '../harness/metrics/wait.ts';
import { randomBursts } from '../harness/workloads/random-bursts.ts';

/**
 * The same trials on real containers and in virtual time. Calibrate first: the compared study never feeds the profile.
 * Work varies, since equal requests end together on a slot's edge, where a millisecond decides about a whole slot.
 */
export default experiment({
  question: 'Does virtual time, calibrated on this host, give the waits and costs that Docker gives?',
  arms: [
    { controller: francisDockerAwm(), kMin: 2 },
    { controller: fixed(), kMin: 5 },
  ],
  workload: randomBursts({
    atStart: 10,
    batches: { min: 3, max: 5 },
    size: { min: 10, max: 25 },
    gap: { min: seconds(40), max: seconds(60) },
    work: 13_400,
    workCv: 0.3,
  }),
  seeds: 10,
  kMax: 16,
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
  twin: 'simulated',
  primary: meanWait,
  reference: 'fixed at 5',
  target: seconds(60),
  spread: 0.2,
});
