import { seconds } from '../harness/clock.ts';
import { erlangC } from '../harness/controllers/erlang-c.ts';
import { fixed } from '../harness/controllers/fixed.ts';
import { francis } from '../harness/controllers/francis.ts';
import { francisDockerAwm } from '../harness/controllers/francis-dockerawm.ts';
import { mpc } from '../harness/controllers/mpc.ts';
import { pid } from '../harness/controllers/pid.ts';
import { experiment } from '../harness/experiment.ts';
import { objective } from '../harness/metrics/objective.ts';
import { ideal } from '../harness/profile.ts';
import { daily } from '../harness/workloads/daily.ts';
import { flashCrowd } from '../harness/workloads/flash-crowd.ts';
import { ramp } from '../harness/workloads/ramp.ts';
import { randomBursts } from '../harness/workloads/random-bursts.ts';
import { steady } from '../harness/workloads/steady.ts';

/** The paper's request; so 4.5 a minute keep one container busy. */
const work = 13_400;
/** A second of waiting is worth a container-second. */
const price = 1;

export default experiment({
  question: 'Which controller serves which load with the least waiting and containers together?',
  arms: [
    { controller: fixed(), kMin: 4 },
    { controller: fixed(), kMin: 8 },
    { controller: fixed(), kMin: 16 },
    ...[francisDockerAwm(), francis(), mpc({ price }), erlangC(), pid()].map(controller => ({
      controller,
      kMin: 2,
      label: controller.name,
    })),
  ],
  workloads: [
    randomBursts({
      name: 'bursts',
      atStart: 10,
      batches: { min: 4, max: 8 },
      size: { min: 10, max: 30 },
      gap: { min: seconds(40), max: seconds(60) },
      work,
    }),
    steady({ perMinute: 22, duration: seconds(600), work }),
    ramp({ from: 4, to: 50, before: seconds(60), after: seconds(120), duration: seconds(600), work }),
    flashCrowd({
      base: 6,
      crowd: 60,
      comes: { min: seconds(120), max: seconds(300) },
      rise: seconds(20),
      stay: seconds(90),
      fade: seconds(60),
      duration: seconds(700),
      work,
    }),
    daily({ mean: 24, swing: 0.8, cycle: seconds(600), duration: seconds(900), work }),
  ],
  seeds: 20,
  engine: 'simulated',
  kMax: 16,
  loop: { slot: seconds(5), limit: seconds(3600) },
  // A host on which 16 containers do not slow each other down, and a start takes 3 s.
  settings: { paperCores: 16, profile: ideal(16, 3000) },
  primary: objective({ price }),
  reference: 'fixed at 8',
  price,
  target: seconds(30),
});
