import { seconds } from '../harness/clock.ts';
import { fixed } from '../harness/controllers/fixed.ts';
import { francisDockerAwm } from '../harness/controllers/francis-dockerawm.ts';
import { experiment } from '../harness/experiment.ts';
import { meanWait } from '../harness/metrics/wait.ts';
import { arrivalsOf, loggedRuns } from '../harness/paper/figures.ts';
import { ideal } from '../harness/profile.ts';
import { replay } from '../harness/workloads/replay.ts';

/** The three workloads of the paper's logs. A was run by both arms, p4 and p5 only by Francis. */
const logged = (name: string, log: string) =>
  replay(name, arrivalsOf(loggedRuns().find(run => run.id === log)!));

/** The paper's Table 2, on its own workloads, both arms on each; see `npm run paper`. */
export default experiment({
  question: 'Do the DockerAWM report’s figures hold when both arms meet the same requests?',
  arms: [
    { controller: francisDockerAwm(), kMin: 2 },
    { controller: fixed(), kMin: 5 },
  ],
  workloads: [logged('A', 'log-A-francis'), logged('p4', 'log-p4-francis'), logged('p5', 'log-p5-francis')],
  // A replay is the same for every seed: seeds only number the repetitions, of which p4 and p5 get one.
  seeds: 9,
  quickSeeds: 2,
  seedsFor: { p4: 1, p5: 1 },
  kMax: 16,
  // The setting that reproduces the logs, in the report's own terms: sT, first dispatch, time a controller takes.
  loop: {
    slot: seconds(12.3),
    firstSlot: seconds(3.5),
    controllerCost: seconds(0.9),
    dispatch: 'each-slot',
    initialAge: seconds(12),
    limit: seconds(1500),
  },
  // In virtual time: 3.75 cores, and a container is usable half a second after it is asked for.
  settings: { paperCores: 3.75, retire: 'oldest-idle', profile: ideal(3.75, 500) },
  timeScale: 0.1,
  primary: meanWait,
  reference: 'fixed at 5',
  target: seconds(60),
  spread: 0.1,
});
