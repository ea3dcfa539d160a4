import { francisLaw } from '../controllers/rules/francis-law.ts';
import { intend } from '../intended.ts';
import { valueAt } from '../metrics/step.ts';
import { existing } from '../metrics/supply.ts';
import type { Arrival } from '../workload.ts';
import { replay } from '../workloads/replay.ts';
import type { WorkloadName } from './claims.ts';
import { arrivalsOf, type LoggedRun, loggedAllocation, loggedDecisions, loggedRuns } from './figures.ts';
import { francis, holding, type Outcome, outcomeOf } from './simulation.ts';

/** Which log holds a workload. A was run by both arms; the requests are the same. */
const logs: Record<WorkloadName, string> = { A: 'log-A-francis', p4: 'log-p4-francis', p5: 'log-p5-francis' };
const sizes = Array.from({ length: 16 }, (_, i) => i + 1);

/** What the paper's own setting gives on one of its workloads, in virtual time at full scale. */
export interface Evidence {
  readonly workload: WorkloadName;
  readonly intended: string;
  readonly francis: Outcome;
  /** By number of containers, 1 to 16. */
  readonly fixed: readonly (Outcome & { containers: number })[];
  /** Containers at each decision of the log: [second, logged, simulated]. */
  readonly allocation: readonly (readonly [second: number, logged: number, simulated: number])[];
  readonly loggedWait: number;
  readonly counterfactuals: {
    /** Each container a whole core of its own. */
    readonly ampleCores: { francis: Outcome; static5: Outcome };
    /** Work handed out every 3 s instead of every 12.3 s. */
    readonly shortSlot: { francis: Outcome; static5: Outcome };
    /** The static size whose cost is nearest to that of Francis. */
    readonly equalCost: Outcome & { containers: number };
    /** The static size that waits less at lower cost, if there is one. */
    readonly better: (Outcome & { containers: number }) | null;
  };
}

export async function gather(workload: WorkloadName): Promise<Evidence> {
  const log = loggedRuns().find(run => run.id === logs[workload])!;
  const arrivals = arrivalsOf(log);
  const trace = await francis(arrivals);
  const mine = outcomeOf(trace);
  const fixed = await Promise.all(
    sizes.map(async containers => ({ containers, ...outcomeOf(await holding(arrivals, containers)) })),
  );
  const pair = async (loop?: { slot: number }, cores?: number) => ({
    francis: outcomeOf(await francis(arrivals, loop, cores)),
    static5: outcomeOf(await holding(arrivals, 5, loop, cores)),
  });
  const byDistance = [...fixed].sort((a, b) => Math.abs(a.cost - mine.cost) - Math.abs(b.cost - mine.cost));
  const better = fixed
    .filter(f => f.wait < mine.wait && f.cost < mine.cost)
    .sort((a, b) => a.wait - b.wait)[0];
  return {
    workload,
    intended: intend(replay(workload, arrivals), 1).sha256,
    francis: mine,
    fixed,
    allocation: loggedAllocation(log, loggedDecisions()).map(([second, logged]) => [
      second,
      logged,
      valueAt(existing(trace), second * 1000),
    ]),
    loggedWait: log.reportedMeanWaitMs / 1000,
    counterfactuals: {
      ampleCores: await pair(undefined, 64),
      shortSlot: await pair({ slot: 3000 }),
      equalCost: byDistance[0]!,
      better: better ?? null,
    },
  };
}

/** The logged moves against the identified law, row by row (a shadow of the logs). */
export interface Replayed {
  readonly rows: number;
  readonly agreeing: number;
  readonly robust: number;
  readonly robustAgreeing: number;
  readonly unexplained: readonly { run: string; slot: number; logged: number; law: number }[];
}

export function replayDecisions(): Replayed {
  const all = loggedDecisions().map(row => {
    const { meanAgeSeconds, running, waiting } = row;
    return { ...row, law: francisLaw({ meanAgeSeconds, running, waiting }).delta };
  });
  const agrees = (row: (typeof all)[number]): boolean => row.law === row.logged;
  const robust = all.filter(row => row.robust);
  return {
    rows: all.length,
    agreeing: all.filter(agrees).length,
    robust: robust.length,
    robustAgreeing: robust.filter(agrees).length,
    unexplained: all
      .filter(row => !agrees(row))
      .map(({ run, slot, logged, law }) => ({ run, slot, logged, law })),
  };
}

/** One of the logs' arms with measurement noise: arrivals moved by up to half a second, order kept, work by 3 %. */
export const shaken = (run: LoggedRun, uniform: () => number, normal: () => number): Arrival[] =>
  arrivalsOf(run)
    .map(({ at, work }) => ({
      at: Math.max(0, at + (uniform() - 0.5) * 1000),
      work: work * (1 + 0.03 * normal()),
    }))
    .sort((a, b) => a.at - b.at);
