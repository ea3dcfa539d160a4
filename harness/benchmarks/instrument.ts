import type { Benchmark, BenchRow } from '../benchmark.ts';
import { seconds } from '../clock.ts';
import { fixed } from '../controllers/fixed.ts';
import type { EngineFacts } from '../engine.ts';
import { docker } from '../engines/docker.ts';
import { complete, type Experiment } from '../experiment.ts';
import { historyOf } from '../history.ts';
import { watchHost } from '../host-watch.ts';
import { meanWait } from '../metrics/wait.ts';
import { plan, resolve } from '../plan.ts';
import { quantile } from '../stats/quantile.ts';
import { runTrial } from '../trial.ts';
import { batches } from '../workloads/batches.ts';

/** A trial in which that many containers keep all cores full for some 20 s, in slots of 200 ms. */
const full = (containers: number): Experiment =>
  complete('instrument', {
    question: 'How late and how costly is the harness itself?',
    arms: [{ controller: fixed(), kMin: containers }],
    reference: `fixed at ${containers}`,
    primary: meanWait,
    workload: batches([{ at: 0, requests: 20 * containers }], { work: 1000 }),
    seeds: 1,
    loop: { slot: 200, limit: seconds(120) },
    settings: { paperCores: containers },
  });

/** What the instrument itself costs, and how late its slots begin while the host is full. */
export const benchmark: Benchmark = {
  title: 'The instrument, while containers keep every core full',
  docker: true,
  run: async () => {
    const engine = docker();
    const hostWatch = watchHost(engine, 'benchmark');
    const trialOf = async (containers: number) => {
      const experiment = full(containers);
      const facts: EngineFacts = await engine.prepare(experiment.settings, experiment.timeScale);
      const planned = plan(experiment)[0]!;
      const setting = { experiment, planned, ...resolve(experiment, planned), engine, facts };
      return historyOf(await runTrial({ ...setting, study: 'benchmark', cost: await hostWatch(containers) }));
    };
    const rows: BenchRow[] = [];
    for (const containers of [10, 16]) {
      const { slots, ended } = await trialOf(containers);
      const late = slots.filter(slot => slot.starting === 0).map(slot => Math.max(0, slot.at - slot.due));
      const share = (ended?.harness?.cpuMs ?? Number.NaN) / (ended?.at ?? Number.NaN);
      const common = { samples: late.length };
      rows.push(
        {
          ...common,
          what: `${containers} containers: slot late, p99`,
          value: quantile(
            late.sort((a, b) => a - b),
            0.99,
          ),
          unit: 'ms',
          limit: { what: 'bound', value: 10 },
        },
        {
          ...common,
          what: `${containers} containers: share of a core`,
          value: share,
          unit: '1',
          limit: { what: 'bound', value: 0.05 },
        },
      );
    }
    await engine.close?.();
    return rows;
  },
};
