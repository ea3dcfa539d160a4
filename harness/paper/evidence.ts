import { intend } from '../intended.ts';
import { valueAt } from '../metrics/step.ts';
import { existing } from '../metrics/supply.ts';
import { replay } from '../workloads/replay.ts';
import type { WorkloadName } from './claims.ts';
import { arrivalsOf, loggedAllocation, loggedDecisions, loggedRun } from './figures.ts';
import { francis, holding, type Outcome, outcomeOf } from './simulation.ts';

const sizes = Array.from({ length: 16 }, (_, i) => i + 1);

/** A static allocation and what it came to. */
export interface Sized extends Outcome {
  readonly containers: number;
}

/** Francis from 2 against 5 static containers. */
export interface Pair {
  readonly francis: Outcome;
  readonly static5: Outcome;
}

/** What the paper's own setting gives on one of its workloads, in virtual time at full scale. */
export interface Evidence {
  readonly workload: WorkloadName;
  readonly requests: number;
  /** Seconds from the first arrival to the last. */
  readonly lasting: number;
  /** SHA-256 of the requests. */
  readonly intended: string;
  /** Mean waits in the logs, seconds; only A was run by both arms. */
  readonly logged: { readonly francis: number; readonly static5?: number };
  readonly francis: Outcome;
  /** 1 to 16 containers; the first is the sequential execution. */
  readonly fixed: readonly Sized[];
  /** Containers at each decision of the log: [second, logged, simulated]. */
  readonly allocation: readonly (readonly [second: number, logged: number, simulated: number])[];
  readonly counterfactuals: {
    /** Each container a whole core of its own. */
    readonly ampleCores: Pair;
    /** Work handed out every 3 s instead of every 12.3 s. */
    readonly shortSlot: Pair;
    /** The static size whose cost is nearest to that of Francis. */
    readonly equalCost: Sized;
    /** The cheapest static size that waits less than Francis at lower cost, if there is one. */
    readonly better: Sized | null;
  };
}

export async function gather(workload: WorkloadName): Promise<Evidence> {
  const log = loggedRun(`log-${workload}-francis`);
  const arrivals = arrivalsOf(log);
  const trace = await francis(arrivals);
  const mine = outcomeOf(trace);
  const fixed: Sized[] = [];
  for (const containers of sizes)
    fixed.push({ containers, ...outcomeOf(await holding(arrivals, containers)) });
  const pair = async (change: Parameters<typeof francis>[1]): Promise<Pair> => ({
    francis: outcomeOf(await francis(arrivals, change)),
    static5: outcomeOf(await holding(arrivals, 5, change)),
  });
  const byDistance = [...fixed].sort((a, b) => Math.abs(a.cost - mine.cost) - Math.abs(b.cost - mine.cost));
  const better = fixed.filter(f => f.wait < mine.wait && f.cost < mine.cost).sort((a, b) => a.cost - b.cost);
  const seconds = (ms: number): number => ms / 1000;
  return {
    workload,
    requests: arrivals.length,
    lasting: seconds(arrivals.at(-1)!.at),
    intended: intend(replay(workload, arrivals), 1).sha256,
    logged: {
      francis: seconds(log.reportedMeanWaitMs),
      ...(workload === 'A' ? { static5: seconds(loggedRun('log-A-static').reportedMeanWaitMs) } : {}),
    },
    francis: mine,
    fixed,
    allocation: loggedAllocation(log, loggedDecisions()).map(([second, logged]) => [
      second,
      logged,
      valueAt(existing(trace), second * 1000),
    ]),
    counterfactuals: {
      ampleCores: await pair({ cores: 64 }),
      shortSlot: await pair({ loop: { slot: 3000 } }),
      equalCost: byDistance[0]!,
      better: better[0] ?? null,
    },
  };
}

/** The static allocation of a size. */
export const sized = (evidence: Evidence, containers: number): Sized =>
  evidence.fixed.find(one => one.containers === containers)!;
