import { seconds } from '../harness/clock.ts';
import { external } from '../harness/controllers/external.ts';
import { fixed } from '../harness/controllers/fixed.ts';
import { experiment } from '../harness/experiment.ts';
import { meanWait } from '../harness/metrics/wait.ts';
import { randomBursts } from '../harness/workloads/random-bursts.ts';

/** How a controller in another language takes part: see external-controller.py beside this file. */
export default experiment({
  question: 'Does the example controller in Python serve random bursts with less waiting than 5 containers?',
  arms: [
    {
      controller: external({
        command: ['python3', 'experiments/external-controller.py'],
        name: 'python-example',
      }),
      kMin: 2,
    },
    { controller: fixed(), kMin: 5 },
  ],
  workload: randomBursts({
    atStart: 10,
    batches: { min: 4, max: 8 },
    size: { min: 10, max: 30 },
    gap: { min: seconds(40), max: seconds(60) },
    work: 13_400,
  }),
  seeds: 10,
  engine: 'simulated',
  loop: { slot: seconds(5), limit: seconds(2400) },
  timeScale: 0.1,
  primary: meanWait,
  reference: 'fixed at 5',
});
