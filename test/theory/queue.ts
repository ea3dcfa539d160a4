import { fixed } from '../../harness/controllers/fixed.ts';
import { simulated } from '../../harness/engines/simulated.ts';
import { complete } from '../../harness/experiment.ts';
import { meanWait } from '../../harness/metrics/wait.ts';
import { plan, resolve } from '../../harness/plan.ts';
import { ideal } from '../../harness/profile.ts';
import type { TraceEvent } from '../../harness/trace.ts';
import { runTrial } from '../../harness/trial.ts';
import { poisson, type WorkSpread } from '../../harness/workloads/poisson.ts';

/** Mean work, in milliseconds of a core: much more than the microseconds to which traces are rounded. */
export const WORK = 10_000;

/** A queue that theory has a formula for, made of the project's own parts. */
export interface Queue {
  readonly load: number;
  /** Cores; a container each, unless `containers` says more. */
  readonly servers: number;
  readonly containers?: number;
  readonly spread: WorkSpread;
  readonly customers: number;
  /** Customers at the beginning that do not count. */
  readonly dropped: number;
}

/** Mean wait and mean response of the customers that count, in milliseconds, in one replication. */
export async function replicate(
  queue: Queue,
  replication: number,
): Promise<{ wait: number; response: number }> {
  const { load, servers, containers = servers, spread, customers, dropped } = queue;
  const requests = customers + dropped;
  const experiment = complete('theory', {
    question: '',
    arms: [{ controller: fixed(), kMin: containers }],
    reference: `fixed at ${containers}`,
    primary: meanWait,
    seeds: [replication],
    kMax: containers,
    workload: poisson({ meanGap: WORK / servers / load, requests, work: WORK, spread }),
    loop: { dispatch: 'when-free', slot: 1e9, limit: 1e12 },
    settings: { paperCores: servers, startsAtOnce: containers, profile: ideal(servers) },
  });
  const engine = simulated();
  const facts = await engine.prepare(experiment.settings, 1);
  const planned = plan(experiment)[0]!;
  const intended = new Float64Array(requests);
  let waits = 0;
  let responses = 0;
  const watch = (event: TraceEvent): void => {
    if (event.type === 'request.arrived') intended[event.request] = event.intended;
    else if (event.type === 'request.dispatched' && event.request >= dropped)
      waits += event.at - intended[event.request]!;
    else if (event.type === 'request.finished' && event.request >= dropped)
      responses += event.at - intended[event.request]!;
  };
  const where = { experiment, planned, ...resolve(experiment, planned), engine, facts, study: 'theory' };
  await runTrial({ ...where, watch, keepTrace: false });
  return { wait: waits / customers, response: responses / customers };
}
