import assert from 'node:assert/strict';
import test from 'node:test';
import { tuned } from '../../experiments/controllers.ts';
import { controllerCatalogue } from '../../harness/controller-catalogue.ts';
import { simulated } from '../../harness/engines/simulated.ts';
import { loadExperiment } from '../../harness/experiment-file.ts';
import { tune } from '../../harness/tuning.ts';

const { experiment } = await loadExperiment('controllers');
const options: Readonly<Record<string, unknown>> = tuned;

for (const one of await controllerCatalogue()) {
  if (!one.grid || !options[one.name]) continue;
  test(`the options of ${one.name} in experiments/controllers.ts are those that the search finds`, async () => {
    const found = await tune(one, { experiment, engine: simulated(), seeds: 10, kMin: 1 });
    assert.equal(
      JSON.stringify(found?.best.options),
      JSON.stringify(options[one.name]),
      'run "npm run tune -- controllers --k-min 1" and write down what it says',
    );
  });
}
