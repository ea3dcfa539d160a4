import type { Benchmark, BenchRow } from '../benchmark.ts';
import { type Clock, stopwatch, virtualTime } from '../clock.ts';
import { fixed } from '../controllers/fixed.ts';
import { simulated } from '../engines/simulated.ts';
import { complete, type Experiment } from '../experiment.ts';
import { loadExperiment } from '../experiment-file.ts';
import { metricCatalogue } from '../metric-catalogue.ts';
import { meanWait } from '../metrics/wait.ts';
import { plan, resolve } from '../plan.ts';
import { ideal } from '../profile.ts';
import { quantile } from '../stats/quantile.ts';
import type { Trace } from '../trace.ts';
import { runTrial } from '../trial.ts';
import { rowOf } from '../trial-row.ts';
import { poisson } from '../workloads/poisson.ts';
import { EventHeap } from './bare/event-heap.ts';
import { bareQueue } from './bare/many-servers.ts';

/** M/M/8 at load 0.8, in milliseconds: work of a minute, a customer every 9.4 s. */
export const QUEUE = { servers: 8, meanWork: 60_000, meanGap: 60_000 / 8 / 0.8 };
/** Events that wait at any time in the loops without a model. */
const PENDING = 64;

/** Virtual time beside its limits: what a loop can do that knows nothing of containers, on the same machine at once. */
export const benchmark: Benchmark = {
  title: 'Virtual time',
  run: async () => [await clockAlone(3_000_000), await queue(1_000_000), await trials(100)],
};

/** Runs the two alternately, so that a slow moment meets both, and gives the median rate of each. */
async function beside(
  row: Pick<BenchRow, 'what'> & { limit: string; each: number },
  ours: () => unknown,
  barest: () => unknown,
): Promise<BenchRow> {
  const rates: [number[], number[]] = [[], []];
  const samples = 5;
  for (let i = 0; i <= samples; i++) {
    for (const [which, run] of [ours, barest].entries()) {
      const elapsed = stopwatch();
      await run();
      if (i > 0) rates[which]!.push((row.each / elapsed()) * 1000); // the first run warms up
    }
  }
  const [value, limit] = rates.map(all =>
    quantile(
      all.sort((a, b) => a - b),
      0.5,
    ),
  );
  return {
    what: row.what,
    value: value!,
    unit: 'per second',
    samples,
    limit: { what: row.limit, value: limit! },
  };
}

const clockAlone = (events: number): Promise<BenchRow> =>
  beside(
    { what: `events of the clock alone, ${PENDING} pending`, limit: 'a heap of numbers', each: events },
    () =>
      virtualTime.run<void>(
        (clock, end) => chime(clock, events, end),
        () => 'the benchmark',
      ),
    () => {
      const heap = new EventHeap(PENDING);
      for (let i = 0; i < PENDING; i++) heap.push(gap(i), i);
      for (let i = 0; i < events; i++) heap.push(heap.due + gap(i), heap.pop());
    },
  );

/** Gaps that don't come in order, without the cost of chance. */
const gap = (i: number): number => (i * 7919) % 1009;

function chime(clock: Clock, events: number, end: (outcome: undefined) => void): void {
  let happened = 0;
  const again = (): void => {
    if (++happened === events) end(undefined);
    else clock.after(gap(happened), again);
  };
  for (let i = 0; i < PENDING; i++) clock.after(gap(i), again);
}

const queue = (customers: number): Promise<BenchRow> =>
  beside(
    {
      what: 'customers of M/M/8 at load 0.8 through the full trial with trace',
      limit: 'the barest loop that draws and records the same',
      each: customers,
    },
    () => manyServers(customers),
    () => bareQueue({ ...QUEUE, customers }),
  );

/** M/M/8 as an experiment like any other: eight containers on eight cores, work handed out when one is free. */
export function manyServers(customers: number, { keepTrace = true } = {}): Promise<Trace> {
  const { servers, meanWork, meanGap } = QUEUE;
  const experiment = complete('m-m-8', {
    question: '',
    arms: [{ controller: fixed(), kMin: servers }],
    reference: `fixed at ${servers}`,
    primary: meanWait,
    seeds: 1,
    workload: poisson({ meanGap, requests: customers, work: meanWork, spread: 'exponential' }),
    loop: { slot: meanWork * 10, limit: meanGap * customers * 2 },
    settings: { paperCores: servers, profile: ideal(servers) },
  });
  return firstOf(experiment, keepTrace);
}

async function firstOf(experiment: Experiment, keepTrace: boolean): Promise<Trace> {
  const engine = simulated();
  const facts = await engine.prepare(experiment.settings, experiment.timeScale);
  const planned = plan(experiment)[0]!;
  return runTrial({
    experiment,
    planned,
    ...resolve(experiment, planned),
    engine,
    facts,
    study: 'benchmark',
    keepTrace,
  });
}

async function trials(count: number): Promise<BenchRow> {
  const { experiment } = await loadExperiment('francis-vs-static', { seeds: count / 2 });
  const engine = simulated();
  const facts = await engine.prepare(experiment.settings, experiment.timeScale);
  const metrics = await metricCatalogue(experiment);
  const planned = plan(experiment);
  const run = async (reduce: boolean): Promise<void> => {
    for (const one of planned) {
      const setting = {
        experiment,
        planned: one,
        ...resolve(experiment, one),
        engine,
        facts,
        study: 'benchmark',
      };
      const trace = await runTrial({ ...setting, keepTrace: reduce });
      if (reduce) rowOf(one, trace, metrics);
    }
  };
  return beside(
    {
      what: 'trials of francis-vs-static, reduced to their metrics',
      limit: 'the same trials without trace and metrics',
      each: planned.length,
    },
    () => run(true),
    () => run(false),
  );
}
