import { type Millis, stopwatch } from '../clock.ts';
import { declare } from '../declaration.ts';
import { type PlannedTrial, rounds } from '../plan.ts';
import { seedsForHalfWidth } from '../stats/detectable.ts';
import { decideToStop } from '../stats/sequential.ts';
import { headlinesOf } from '../stopping.ts';
import type { Stopping, TrialRow } from '../summary.ts';
import { openThreads } from './run-in-threads.ts';
import type { Running } from './run-trials.ts';

/** No study goes on beyond this many seeds; an interval that is still too wide then will not narrow for long. */
export const MOST_SEEDS = 500;

/** The wall time that the loads of these trials took, or in virtual time would have taken. */
const loadTime = (rows: Iterable<TrialRow>, timeScale: number): Millis =>
  [...rows].reduce((sum, { metrics }) => sum + (metrics.makespan ?? 0) * 1000 * timeScale, 0);

/**
 * Runs seed after seed until every headline is as narrow as asked or the budget is spent, whichever comes first; looks
 * only after whole rounds. `rows` has what has ended so far, and takes what ends. A resumed study looks again at every
 * round it has, and so comes to the same end. Gives what was planned so far, and why it ended.
 */
export async function runUntil(
  run: (running: Running) => Promise<void>,
  running: Omit<Running, 'trials' | 'ended'>,
  rows: Map<string, TrialRow>,
): Promise<{ trials: PlannedTrial[]; stopping: Stopping }> {
  const { experiment } = running.loaded;
  const { progress, signal, engine } = running;
  const { until, budget = Number.POSITIVE_INFINITY } = experiment.stopping ?? {};
  const declared = declare(experiment);
  const elapsed = stopwatch();
  const before = loadTime(rows.values(), experiment.timeScale);
  const trials: PlannedTrial[] = [];
  let stopping: Stopping = stoppedBy('interrupted', { spent: before, halfWidth: Infinity, seeds: 0 });
  const threadPool = engine.time.virtual ? openThreads(running.workers) : undefined;
  try {
    for (const [nth, round] of rounds(experiment).take(MOST_SEEDS).toArray().entries()) {
      trials.push(...round);
      if (progress.total < trials.length) progress.expect(trials.length);
      const missing = round.filter(({ trial }) => !rows.has(trial));
      await run({
        ...running,
        ...(threadPool ? { threadPool } : {}),
        trials: missing,
        ended: row => void rows.set(row.trial, row),
      });
      const seen = trials.flatMap(({ trial }) => rows.get(trial) ?? []);
      const spent = engine.time.virtual ? loadTime(seen, experiment.timeScale) : before + elapsed();
      if (signal.aborted || seen.length < trials.length) {
        stopping = { ...stopping, spent, why: 'interrupted' };
        break;
      }
      const headlines = headlinesOf(declared, seen);
      const seeds = nth + 1;
      const { stop, why, halfWidth } = decideToStop(
        { seeds, headlines, spent, budget },
        { halfWidth: until ?? 0 },
      );
      stopping = stoppedBy(why === 'go on' ? 'most seeds' : why, { spent, halfWidth, seeds });
      if (stop) break;
      progress.expect(
        Math.round((trials.length / seeds) * expectedSeeds({ seeds, spent, budget, until, halfWidth })),
      );
    }
  } finally {
    await threadPool?.destroy();
  }
  return { trials, stopping };

  function stoppedBy(
    why: Stopping['why'],
    { spent, halfWidth, seeds }: { spent: Millis; halfWidth: number; seeds: number },
  ): Stopping {
    return {
      ...experiment.stopping,
      spent: Math.round(spent),
      halfWidth: Number.isFinite(halfWidth) ? halfWidth : null,
      seeds,
      why,
    };
  }
}

/** How many seeds it will be in the end, as far as can be told: what the interval so far and the budget left suggest. */
export function expectedSeeds({
  seeds,
  spent,
  budget,
  until,
  halfWidth,
}: {
  seeds: number;
  spent: Millis;
  budget: Millis;
  until: number | undefined;
  halfWidth: number;
}): number {
  const affordable = spent > 0 ? (budget / spent) * seeds : Number.POSITIVE_INFINITY;
  const spread = (Math.log1p(halfWidth) * Math.sqrt(seeds)) / 2.2;
  const needed =
    until === undefined || !Number.isFinite(spread)
      ? Number.POSITIVE_INFINITY
      : Math.max(9, seedsForHalfWidth(until, { spread }));
  const expected = Math.ceil(Math.min(affordable, needed, MOST_SEEDS));
  return Math.max(seeds + 1, expected);
}
