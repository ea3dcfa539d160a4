import { Bench } from 'tinybench';
import type { Benchmark } from '../benchmark.ts';
import type { ControllerSetting, Observation, SeenContainer } from '../controller.ts';
import { controllerCatalogue } from '../controller-catalogue.ts';
import { rng } from '../rng.ts';

const containers = 50;
const setting: ControllerSetting = {
  kMin: 2,
  kMax: containers,
  slot: 10_000,
  dispatch: 'when-free',
  startDelay: 15_000,
};
/** µs a decision may take: a rule, and a plan over a horizon of 20 slots. */
const allowed = { rule: 20, plan: 1000 };

/** Ten minutes of a busy cluster, a slot each; the same for every controller. */
function tenMinutes(): Observation[] {
  const chance = rng('decisions');
  return Array.from({ length: 60 }, (_, k): Observation => {
    const load = 40 + 25 * Math.sin(k / 8);
    const seen = Array.from({ length: containers }, (_, i): SeenContainer => {
      const age = k * 10_000 + 3000 - i * 1000;
      const state = age < setting.startDelay ? 'starting' : i < load ? 'busy' : 'ready';
      return {
        id: `c${i + 1}`,
        state,
        age: Math.max(0, age),
        running: Number(i < load),
        cpu: chance.float(),
      };
    });
    const buckets = Array.from({ length: 10 }, () => ({
      queued: chance.float() * 20,
      running: load,
      cpu: load * chance.float(),
      arrived: chance.int(0, 8),
    }));
    const arrived = buckets.reduce((sum, bucket) => sum + bucket.arrived, 0);
    return {
      at: k * 10_000,
      queued: chance.int(0, 30),
      running: Math.round(load),
      containers: seen,
      arrived,
      finished: arrived,
      waits: Array.from({ length: arrived }, () => chance.exponential(4000)),
      responses: Array.from({ length: arrived }, () => chance.exponential(15_000)),
      buckets,
    };
  });
}

/** What a decision takes, warm, of every controller that is there. */
export const benchmark: Benchmark = {
  title: `A decision, ${containers} containers in the observation`,
  run: async () => {
    const bench = new Bench({ time: 300, warmupTime: 200, throws: true });
    const slots = tenMinutes();
    for (const { name, controller } of await controllerCatalogue()) {
      if (!controller) continue;
      const { decide } = controller().create(setting);
      let k = 0;
      bench.add(name, () => {
        const seen = slots[k % slots.length]!;
        // Time goes on from one round of the ten minutes to the next.
        decide({ ...seen, at: k * 10_000 });
        k++;
      });
    }
    await bench.run();
    return bench.tasks.map(({ name, result }) => {
      if (result.state !== 'completed') throw new Error(`Benchmark ${name}: it ${result.state}.`);
      return {
        what: `${name} decides`,
        value: result.latency.p50 * 1000,
        unit: 'µs',
        samples: result.latency.samplesCount,
        limit: { what: 'µs allowed', value: name === 'mpc' ? allowed.plan : allowed.rule },
      };
    });
  },
};
