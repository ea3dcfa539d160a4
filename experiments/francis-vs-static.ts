import { seconds } from '../harness/clock.ts';
import { fixed } from '../harness/controllers/fixed.ts';
import { francisDockerAwm } from '../harness/controllers/francis-dockerawm.ts';
import { experiment } from '../harness/experiment.ts';
import { meanWait } from '../harness/metrics/wait.ts';
import { randomBursts } from '../harness/workloads/random-bursts.ts';

/** The report's own question, asked fairly: its controller and its static size, on its kind of bursts, ten times. */
export default experiment({
  question:
    'Does Francis, started from 2 containers, serve random bursts with less waiting than 5 static ones?',
  arms: [
    { controller: francisDockerAwm(), kMin: 2 },
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
  // The three with the least work, so that a quick study ends within 4 minutes.
  quickSeeds: [1, 4, 5],
  kMax: 16,
  // The paper's loop: 12.3 s a slot, 0.9 s more where a controller thinks, work handed out once a slot.
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
  reference: 'fixed at 5',
  delta: 0.05,
  target: seconds(60),
  price: 1,
  spread: 0.2,
});
