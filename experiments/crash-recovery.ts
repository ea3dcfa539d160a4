import { seconds } from '../harness/clock.ts';
import { erlangC } from '../harness/controllers/erlang-c.ts';
import { fixed } from '../harness/controllers/fixed.ts';
import { francis } from '../harness/controllers/francis.ts';
import { hpa } from '../harness/controllers/hpa.ts';
import { kpa } from '../harness/controllers/kpa.ts';
import { experiment } from '../harness/experiment.ts';
import { recovery } from '../harness/metrics/recovery.ts';
import { steady } from '../harness/workloads/steady.ts';

const target = seconds(20);

/** Half of the containers are killed twice, under a load that stays. In virtual time; --engine docker kills real ones. */
export default experiment({
  question: 'Which controller recovers soonest from losing half of its containers?',
  arms: [
    { controller: fixed(), kMin: 8, label: 'fixed at 8' },
    { controller: hpa(), kMin: 8, label: 'hpa' },
    { controller: kpa(), kMin: 8, label: 'kpa' },
    { controller: erlangC(), kMin: 8, label: 'erlang-c' },
    { controller: francis(), kMin: 8, label: 'francis' },
  ],
  // 60 requests a minute of 5 s of work each keep 5 containers busy.
  workload: steady({ perMinute: 60, duration: seconds(600), work: 5000 }),
  faults: [
    { at: seconds(200), kind: 'kill-container', share: 0.5 },
    { at: seconds(400), kind: 'kill-container', share: 0.5 },
  ],
  seeds: 20,
  kMax: 16,
  loop: { slot: seconds(10), limit: seconds(1500), retries: 3 },
  settings: { paperCores: 16 },
  timeScale: 0.1,
  engine: 'simulated',
  primary: recovery(target),
  reference: 'fixed at 8',
  target,
});
