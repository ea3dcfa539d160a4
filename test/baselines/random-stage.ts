import { noiseFree } from '../../harness/baselines/noise-free.ts';
import { type Stage, stageOf } from '../../harness/baselines/rehearsal.ts';
import { seconds } from '../../harness/clock.ts';
import type { ControllerFactory } from '../../harness/controller.ts';
import { fixed } from '../../harness/controllers/fixed.ts';
import { francisDockerAwm } from '../../harness/controllers/francis-dockerawm.ts';
import { ideal } from '../../harness/profile.ts';
import { rng } from '../../harness/rng.ts';
import { batches } from '../../harness/workloads/batches.ts';
import { poisson } from '../../harness/workloads/poisson.ts';
import { oneArm } from '../simulated-trial.ts';

/** Follows the queue in a rhythm of its own, faster than the slots. */
const follower = (period: number): ControllerFactory => ({
  name: `follower-${period}`,
  period,
  create: () => ({
    decide: ({ queued, running }) => ({ containers: queued + running, reason: 'one for each request' }),
  }),
});

/** A random experiment of four arms of different rhythms, on a random workload. The same number gives the same. */
export async function randomStage(number: number): Promise<Stage> {
  const chance = rng(`oracle/${number}`);
  const bursts = Array.from({ length: chance.int(1, 5) }, (_, i) => ({
    at: seconds(i * chance.int(15, 60)),
    requests: chance.int(1, 12),
  }));
  const work = chance.int(2000, 20_000);
  const last = bursts.map(({ at }) => at).reduce((a, b) => Math.max(a, b), 0);
  const workload =
    chance.float() < 0.5
      ? batches(
          bursts.map(({ requests }, i) => ({ at: (i * last) / bursts.length, requests })),
          { work },
        )
      : poisson({ meanGap: seconds(chance.int(2, 30)), requests: chance.int(3, 40), work });
  const kMax = chance.int(2, 10);
  const experiment = oneArm({
    arms: [
      { controller: fixed(), kMin: chance.int(1, kMax), label: 'fixed' },
      { controller: francisDockerAwm(), kMin: chance.int(1, kMax), label: 'francis' },
      { controller: follower(seconds(3)), kMin: 1, label: 'fast' },
      { controller: follower(seconds(25)), kMin: 1, label: 'slow' },
    ],
    reference: 'fixed',
    workload,
    kMax,
    price: [0.02, 0.3, 1, 5][chance.int(0, 3)]!,
    timeScale: [0.05, 0.1, 1][chance.int(0, 2)]!,
    loop: {
      slot: seconds(chance.int(5, 15)),
      firstSlot: seconds(chance.int(1, 5)),
      controllerCost: seconds(chance.int(0, 2)),
      dispatch: chance.float() < 0.5 ? 'each-slot' : 'when-free',
      initialAge: seconds(chance.int(0, 20)),
      limit: seconds(2000),
    },
    observe: { delay: seconds(chance.int(0, 1) * 12), drop: chance.int(0, 1) * 0.2 },
    settings: {
      paperCores: 4,
      retire: (['oldest', 'oldest-idle', 'idlest'] as const)[chance.int(0, 2)]!,
      profile: ideal(4, chance.int(0, 3000)),
    },
  });
  return stageOf(await noiseFree(experiment), experiment.workloads[0]!, number);
}
