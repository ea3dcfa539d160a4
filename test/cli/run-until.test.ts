import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Progress } from '../../harness/cli/progress.ts';
import type { Running } from '../../harness/cli/run-trials.ts';
import { expectedSeeds, runUntil } from '../../harness/cli/run-until.ts';
import { fixed } from '../../harness/controllers/fixed.ts';
import type { StoppingRule } from '../../harness/experiment.ts';
import { rng } from '../../harness/rng.ts';
import type { TrialRow } from '../../harness/summary.ts';
import { oneArm } from '../simulated-trial.ts';

const experimentWith = (stopping: StoppingRule, seeds: number | number[] = 10) => ({
  ...oneArm({ seeds, repetitions: 2 }),
  arms: ['reference', 'arm'].map(label => ({ controller: fixed(), kMin: 1, label })),
  reference: 'reference',
  stopping,
});

/** Runs no engine: a trial lasts a paper minute, and the arm waits 0.8 times as long, give or take `cv`. */
async function until(
  stopping: StoppingRule,
  {
    cv = 0.1,
    seeds = 10,
    stopAfter = Infinity,
  }: { cv?: number; seeds?: number | number[]; stopAfter?: number } = {},
) {
  const experiment = experimentWith(stopping, seeds);
  const stop = new AbortController();
  const rows = new Map<string, TrialRow>();
  const rounds: number[] = [];
  const run = async ({ trials, ended, signal }: Running): Promise<void> => {
    rounds.push(trials.length);
    for (const { trial, block, workload, arm, seed, repetition } of trials) {
      if (rows.size >= stopAfter) stop.abort();
      if (signal.aborted) return;
      const wait = (arm === 'arm' ? 8 : 10) * rng(`${arm}/${seed}/${repetition}`).lognormal(1, cv);
      ended({
        ...{ trial, block, workload, arm, seed, repetition, state: 'valid', intended: String(seed) },
        metrics: { 'wait.mean': wait, makespan: 60 },
      });
    }
  };
  const running = {
    loaded: { experiment },
    engine: { time: { virtual: true } },
    progress: new Progress(0, 1),
    signal: stop.signal,
    workers: 1,
  } as unknown as Running;
  const found = await runUntil(run, running, rows);
  return { ...found, rounds, rows };
}

test('a study ends at the first whole round from the ninth seed on at which every interval is narrow enough', async () => {
  const { stopping, trials, rounds } = await until({ until: 0.5 });
  assert.equal(stopping.why, 'precise');
  assert.equal(stopping.seeds, 9);
  assert.ok(stopping.halfWidth! > 0 && stopping.halfWidth! <= 0.5);
  assert.deepEqual(rounds, new Array(9).fill(4));
  assert.equal(trials.length, 36);
});

test('seeds beyond the listed ones follow the largest of them: 11, 12 and so on', async () => {
  const { stopping, trials } = await until({ until: 0.04 });
  assert.equal(stopping.why, 'precise');
  const seeds = [...new Set(trials.map(trial => trial.seed))];
  assert.ok(seeds.length > 10, `${seeds.length} seeds`);
  assert.deepEqual(
    seeds,
    seeds.map((_, i) => i + 1),
  );
  const odd = await until({ until: 0.04 }, { seeds: [7, 100, 3] });
  assert.deepEqual([...new Set(odd.trials.map(trial => trial.seed))].slice(0, 6), [7, 100, 3, 101, 102, 103]);
});

test('a study ends when its budget is spent, and reports both what was asked and what was reached', async () => {
  // A round is four trials of a minute each.
  const { stopping } = await until({ until: 0.001, budget: 15 * 60_000 });
  assert.equal(stopping.why, 'budget spent');
  assert.deepEqual([stopping.seeds, stopping.spent], [4, 16 * 60_000]);
  assert.deepEqual([stopping.until, stopping.budget], [0.001, 15 * 60_000]);
  assert.ok(stopping.halfWidth! > 0.001);
});

test('a study with a budget alone spends it, however much it knows', async () => {
  const { stopping } = await until({ budget: 50 * 60_000 });
  assert.deepEqual([stopping.why, stopping.seeds], ['budget spent', 13]);
});

test('a study that is told to stop amid a round says so, and that the round is not whole', async () => {
  const { stopping, trials, rows } = await until({ until: 0.001 }, { stopAfter: 10 });
  assert.equal(stopping.why, 'interrupted');
  assert.ok(rows.size < trials.length);
});

test('how long it will take is told from what was seen: the spread so far, and the budget', () => {
  const seen = { seeds: 10, spent: 10 * 60_000, budget: Infinity, until: 0.05, halfWidth: 0.1 };
  // Half the width takes nearly four times the seeds: a little less, as the t quantile falls with them.
  const needed = expectedSeeds(seen);
  assert.ok(needed >= 30 && needed <= 38, `${needed} seeds`);
  assert.equal(expectedSeeds({ ...seen, budget: 20 * 60_000 }), 20);
  assert.equal(expectedSeeds({ ...seen, halfWidth: 0.01 }), 11);
  assert.equal(expectedSeeds({ ...seen, until: undefined, budget: 30 * 60_000 }), 30);
});
