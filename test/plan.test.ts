import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixed } from '../harness/controllers/fixed.ts';
import { francisDockerAwm } from '../harness/controllers/francis-dockerawm.ts';
import { complete, type Definition, sweep } from '../harness/experiment.ts';
import { experimentNames, loadExperiment } from '../harness/experiment-file.ts';
import { checkDefinition, checkExperiment } from '../harness/experiment-rules.ts';
import { intend } from '../harness/intended.ts';
import { meanWait } from '../harness/metrics/wait.ts';
import { plan } from '../harness/plan.ts';
import { randomBursts } from '../harness/workloads/random-bursts.ts';

const bursts = randomBursts({
  atStart: 10,
  batches: { min: 4, max: 8 },
  size: { min: 10, max: 30 },
  gap: { min: 40_000, max: 60_000 },
  work: 13_400,
});
const definition: Definition = {
  question: 'q',
  arms: sweep({ controller: [fixed(), francisDockerAwm()], kMin: [2, 5] }),
  workload: bursts,
  seeds: 6,
  repetitions: 2,
  primary: meanWait,
  reference: 'fixed at 5',
};

test('every arm is run once in each block, in an order that differs between blocks and not between studies', () => {
  const trials = plan(complete('shuffle', definition));
  assert.equal(trials.length, 4 * 6 * 2);
  const orders = new Set<string>();
  for (let block = 1; block <= 12; block++) {
    const arms = trials.filter(t => t.block === block).map(t => t.arm);
    assert.equal(new Set(arms).size, 4);
    orders.add(arms.join());
  }
  assert.ok(orders.size > 3);
  assert.deepEqual(plan(complete('shuffle', definition)), trials);
});

test('the same seed asks for the same bytes, another seed for others; all within bounds', () => {
  assert.equal(intend(bursts, 3).sha256, intend(bursts, 3).sha256);
  assert.notEqual(intend(bursts, 3).sha256, intend(bursts, 4).sha256);
  for (let seed = 1; seed <= 50; seed++) {
    const { at } = intend(bursts, seed);
    assert.ok(at.length >= 50 && at.length <= 250);
    assert.ok(at.at(-1)! <= 8 * 60_000);
  }
});

test('francis-vs-static has at least 60 requests and 25 slots in every trial that it plans', async () => {
  const { experiment } = await loadExperiment('francis-vs-static');
  for (const seed of experiment.seeds) {
    const { at, work } = intend(experiment.workloads[0]!, seed);
    const busy = work.reduce((sum, units) => sum + units, 0) / experiment.settings.paperCores;
    const slot = experiment.loop.slot + experiment.loop.controllerCost;
    assert.ok(at.length >= 60, `seed ${seed}: ${at.length} requests`);
    assert.ok(Math.max(busy, at.at(-1)!) / slot >= 20, `seed ${seed}: at least ${busy / slot} slots`);
  }
});

test('every experiment there is loads and keeps the rules', async () => {
  for (const name of experimentNames()) await loadExperiment(name);
});

const refused = (change: object, expected: RegExp): void =>
  assert.throws(
    () => {
      checkExperiment(
        'experiments/bad.ts',
        complete('bad', checkDefinition('experiments/bad.ts', { ...definition, ...change })),
      );
    },
    { message: expected },
  );

test('a definition that breaks a rule is refused in one sentence: who, expected, found, what to do', () => {
  refused({ arms: [] }, /^Experiment experiments\/bad\.ts: field arms: .*; mend the definition\.$/);
  refused(
    { arms: [{ controller: fixed(), kMin: 0 }], reference: 'fixed at 0' },
    /kMin of at least 1 in arm "fixed at 0", found 0/,
  );
  refused({ arms: [{ controller: fixed(), kMin: 17 }], reference: 'fixed at 17' }, /kMin of at most kMax 16/);
  refused({ seeds: [1.5] }, /field seeds/);
  refused({ reference: 'nobody' }, /"reference" to be one of "fixed at 2"/);
  refused({ sedes: 3 }, /unknown key "sedes"; did you mean "seeds"\?/);
  refused({ loop: { slot: -1 } }, /field loop\.slot/);
  refused({ settings: { retire: 'newest' } }, /field settings\.retire/);
});

test('a quick study runs the seeds that the experiment names for it, or the first few', async () => {
  const quick = async (name: string) => (await loadExperiment(name, { quick: true })).experiment.seeds;
  assert.deepEqual(await quick('francis-vs-static'), [1, 4, 5]);
  assert.deepEqual(await quick('paper-table2'), [1, 2]);
  // What is asked for on the command line comes first.
  const asked = await loadExperiment('francis-vs-static', { quick: true, seeds: 2 });
  assert.deepEqual(asked.experiment.seeds, [1, 2]);
});

test('an unknown experiment suggests the nearest', async () => {
  await assert.rejects(loadExperiment('francis-vs-sttic'), /did you mean "francis-vs-static"\?/);
});
