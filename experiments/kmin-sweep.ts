import { seconds } from '../harness/clock.ts';
import { fixed } from '../harness/controllers/fixed.ts';
import { francisDockerAwm } from '../harness/controllers/francis-dockerawm.ts';
import { hpa } from '../harness/controllers/hpa.ts';
import { pid } from '../harness/controllers/pid.ts';
import { experiment, sweep } from '../harness/experiment.ts';
import { meanWait } from '../harness/metrics/wait.ts';
import { randomBursts } from '../harness/workloads/random-bursts.ts';

/** How much of a controller's waiting is decided by the number it starts from: 1,200 trials, made for virtual time. */
export default experiment({
  question: 'From how many containers should each controller start, and which sizes are as good as its best?',
  arms: sweep({
    controller: [fixed(), francisDockerAwm(), hpa(), pid()],
    kMin: [1, 2, 3, 4, 5, 6, 8, 10, 12, 16],
  }),
  workload: randomBursts({
    atStart: 10,
    batches: { min: 4, max: 8 },
    size: { min: 10, max: 30 },
    gap: { min: seconds(40), max: seconds(60) },
    work: 13_400,
    workCv: 0.3,
  }),
  engine: 'simulated',
  seeds: 30,
  freshSeeds: 30,
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
  primary: meanWait,
  reference: 'fixed at 5',
  target: seconds(60),
  spread: 0.2,
});
