import assert from 'node:assert/strict';
import test from 'node:test';
import { seconds } from '../harness/clock.ts';
import { type CataloguedController, controllerCatalogue } from '../harness/controller-catalogue.ts';
import { simulated } from '../harness/engines/simulated.ts';
import { experimentNames, loadExperiment } from '../harness/experiment-file.ts';
import { objective } from '../harness/metrics/objective.ts';
import { combinations, firstTrainingSeed, tune } from '../harness/tuning.ts';
import { steady } from '../harness/workloads/steady.ts';
import { oneArm } from './simulated-trial.ts';

const experiment = oneArm({
  workload: steady({ perMinute: 60, duration: seconds(120), work: 3000 }),
  seeds: 3,
  primary: objective({ price: 1 }),
  settings: { paperCores: 16 },
  loop: { slot: seconds(5), limit: seconds(600) },
});
const setting = { experiment, engine: simulated(), seeds: 4, kMin: 1 };
const docs = { optimises: 'a', flaws: 'b', source: 'c' };

/** Holds `size` containers, whatever comes. */
const sized: CataloguedController = {
  name: 'sized',
  docs,
  controller: ({ size = 1 } = {}) => ({
    name: 'sized',
    create: () => ({ decide: () => ({ containers: Number(size), reason: `always ${size}` }) }),
  }),
  grid: { size: [1, 2, 4, 14] },
};

test('a grid gives every combination of its values', () => {
  assert.deepEqual(combinations({ a: [1, 2], b: ['x', 'y'] }), [
    { a: 1, b: 'x' },
    { a: 1, b: 'y' },
    { a: 2, b: 'x' },
    { a: 2, b: 'y' },
  ]);
});

test('it finds the best size for a load of 3 erlang: neither the queue of 2 nor the cost of 14', async () => {
  const tuned = await tune(sized, setting);
  assert.deepEqual(tuned?.best.options, { size: 4 });
  assert.equal(tuned?.combinations, 5);
  assert.ok(tuned.best.score < tuned.defaults.score);
});

test('the search repeats to the last digit', async () => {
  assert.deepEqual(await tune(sized, setting), await tune(sized, setting));
});

test('it never sees the seeds of the test: they change nothing', async () => {
  const others = { ...experiment, seeds: [77, 78] };
  assert.deepEqual(await tune(sized, { ...setting, experiment: others }), await tune(sized, setting));
});

test('an experiment on training seeds is refused, and none of ours is one', async () => {
  await assert.rejects(
    tune(sized, { ...setting, experiment: { ...experiment, seeds: [5, firstTrainingSeed] } }),
    /expected test seeds below 1001, found 1001/,
  );
  for (const name of experimentNames()) {
    const { seeds } = (await loadExperiment(name)).experiment;
    assert.ok(
      seeds.every(seed => seed < firstTrainingSeed),
      name,
    );
  }
});

test('a controller without a grid has nothing to tune', async () => {
  const { grid: _, ...bare } = sized;
  assert.equal(await tune(bare, setting), undefined);
});

test('every grid holds a handful of combinations, so that a search takes seconds', async () => {
  for (const { name, grid } of await controllerCatalogue())
    if (grid) assert.ok(combinations(grid).length <= 60, name);
});
