import assert from 'node:assert/strict';
import { test } from 'node:test';
import type Tinypool from 'tinypool';
import { Progress } from '../../harness/cli/progress.ts';
import { runInThreads } from '../../harness/cli/run-in-threads.ts';
import type { Running } from '../../harness/cli/run-trials.ts';
import { fixed } from '../../harness/controllers/fixed.ts';
import { plan } from '../../harness/plan.ts';
import { StoreBroken } from '../../harness/store.ts';
import type { TrialRow } from '../../harness/summary.ts';
import type { Job, JobDone } from '../../harness/trial-worker.ts';
import { oneArm } from '../simulated-trial.ts';

const experiment = {
  ...oneArm({ seeds: 20, repetitions: 1 }),
  arms: ['reference', 'arm'].map(label => ({ controller: fixed(), kMin: 1, label })),
  reference: 'reference',
};
const trials = plan(experiment);

/** Runs the trials in two "threads", each share of them as `work` has it: the first is share 1. */
async function inThreads(work: (nth: number, job: Job) => Promise<JobDone>) {
  const kept: string[] = [];
  let handedOut = 0;
  const threadPool = { run: (job: Job) => work(++handedOut, job) } as unknown as Tinypool;
  const running = {
    ...{ loaded: { experiment, from: '' }, engine: { name: 'none' }, store: { folder: '' } },
    ...{ trials, workers: 2, threadPool, progress: new Progress(trials.length, 1) },
    signal: new AbortController().signal,
    ended: ({ trial }: TrialRow) => kept.push(trial),
  } as unknown as Running;
  const thrown = await runInThreads(running).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { kept, handedOut, thrown };
}

const rowsOf = (job: Job): JobDone => ({
  rows: job.trials.map(planned => ({ ...planned, state: 'valid', metrics: {} }) as unknown as TrialRow),
});

test('every trial of the plan is run once', async () => {
  const { kept, thrown } = await inThreads(async (_, job) => rowsOf(job));
  assert.equal(thrown, undefined);
  assert.deepEqual(kept, trials.map(({ trial }) => trial).sort());
});

test('once a share could not be kept no other is begun, and the one under way is waited for', async () => {
  const underWay = Promise.withResolvers<void>();
  const { kept, handedOut, thrown } = await inThreads(async (nth, job) => {
    if (nth === 2) {
      setImmediate(() => setImmediate(underWay.resolve));
      await underWay.promise;
      return rowsOf(job);
    }
    return { rows: [], broken: 'The disk is full.' };
  });
  assert.ok(thrown instanceof StoreBroken && thrown.message === 'The disk is full.', String(thrown));
  assert.equal(handedOut, 2);
  assert.ok(kept.length > 0, 'what the thread under way kept is told');
});
