import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declare } from '../harness/declaration.ts';
import type { Experiment } from '../harness/experiment.ts';
import { intend } from '../harness/intended.ts';
import { unlike } from '../harness/like-for-like.ts';
import { meanWait } from '../harness/metrics/wait.ts';
import { plan } from '../harness/plan.ts';
import { summarise } from '../harness/summarise.ts';
import type { TrialRow } from '../harness/summary.ts';
import { rowOf } from '../harness/trial-row.ts';
import type { Workload } from '../harness/workload.ts';
import { replay } from '../harness/workloads/replay.ts';
import { oneArm, tried } from './simulated-trial.ts';

const bursts = [0, 0, 2500].map(at => ({ at, work: 1000 }));
const same = replay('bursts', bursts);
const equal = replay('bursts', structuredClone(bursts));
const oneLater = replay(
  'bursts',
  bursts.map(({ at, work }, i) => ({ at: i === 2 ? at + 1 : at, work })),
);

/** The first trial of an experiment, as the row of an arm of that name. */
async function row(arm: string, workload: Workload, change: Partial<Experiment> = {}): Promise<TrialRow> {
  const experiment = { ...oneArm({ workload }), ...change };
  const trace = await tried(experiment);
  const planned = { ...plan(experiment)[0]!, trial: `1-${arm}`, arm };
  return rowOf(planned, trace, [meanWait], intend(workload, 1));
}

test('equal workloads are like for like, whoever wrote them down', async () => {
  assert.deepEqual(unlike([await row('one', same), await row('two', equal)]), []);
});

test('one arrival a millisecond later is another workload, and is named', async () => {
  const [difference, ...more] = unlike([await row('one', same), await row('two', oneLater)]);
  assert.match(
    difference!,
    /^on workload bursts, seed 1, trial 1-two was meant to serve other requests than trial 1-one$/,
  );
  assert.deepEqual(more, []);
});

test('one request with other work is another workload', async () => {
  const heavier = replay(
    'bursts',
    bursts.map(({ at, work }, i) => ({ at, work: i === 2 ? work + 1 : work })),
  );
  assert.equal(unlike([await row('one', same), await row('two', heavier)]).length, 1);
});

test('all but the arm must be equal: what differs is named with both values', async () => {
  const one = await row('one', same);
  const other = await row('two', same, { kMax: 7, timeScale: 0.5 });
  assert.deepEqual(unlike([one, other]), [
    'trial 1-two differs from trial 1-one in time scale: 0.5 against 1',
    'trial 1-two differs from trial 1-one in kMax: 7 against 16',
  ]);
});

test('a comparison that is not like for like is refused: no ratio and no verdict are kept', async () => {
  const experiment = oneArm({
    workload: same,
    arms: ['one', 'two'].map(label => ({ controller: oneArm().arms[0]!.controller, kMin: 1, label })),
    reference: 'one',
  });
  const summary = async (workload: Workload) =>
    summarise(declare(experiment), 2, [await row('one', same), await row('two', workload)], [meanWait]);
  const fair = await summary(equal);
  assert.ok(fair.likeForLike.ok && fair.workloads[0]!.arms[1]!.against);
  const refused = await summary(oneLater);
  assert.equal(refused.likeForLike.ok, false);
  assert.match(refused.headline, /^No comparison: the trials are not like for like \(on workload bursts/);
  for (const arm of refused.workloads[0]!.arms) {
    assert.equal(arm.against, undefined);
    assert.equal(arm.verdict, undefined);
    assert.ok(Number.isFinite(arm.metrics['wait.mean']!.point), 'its own number stays');
  }
});

test('a study that was resumed by force after a change is not like for like', async () => {
  assert.deepEqual(unlike([await row('one', same)], ['the host’s cpu (a then, b now)']), [
    'some trials were run before, some after a change of the host’s cpu (a then, b now)',
  ]);
});

test('a failed trial met no requests, so it differs in none', async () => {
  const one = await row('one', same);
  assert.deepEqual(unlike([one, { ...one, trial: '2', state: 'failed', intended: '' }]), []);
});
