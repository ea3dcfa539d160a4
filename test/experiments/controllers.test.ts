import assert from 'node:assert/strict';
import test from 'node:test';
import controllers, { tuned } from '../../experiments/controllers.ts';
import defaults from '../../experiments/controllers-defaults.ts';
import { controllerCatalogue } from '../../harness/controller-catalogue.ts';
import { combinations } from '../../harness/tuning.ts';

/** Functions are left out: of a policy or a shape, what it is made of can be compared. */
const told = (value: unknown): string => JSON.stringify(value);

test('every controller that has defaults is an arm, without being named', async () => {
  const names = (await controllerCatalogue()).flatMap(({ name, controller }) => (controller ? [name] : []));
  const arms = (definition: typeof controllers): string[] => [
    ...new Set(definition.arms.map(({ controller }) => controller.name)),
  ];
  assert.deepEqual(arms(controllers).sort(), names);
  assert.deepEqual(
    arms(defaults).sort(),
    names.filter(name => name !== 'scheduled'),
    'an empty timetable is no controller',
  );
});

test('what is called tuned is a combination of the grid beside the controller', async () => {
  const found = new Map((await controllerCatalogue()).map(one => [one.name, one]));
  for (const [name, options] of Object.entries(tuned)) {
    if (name === 'scheduled') continue;
    const { grid } = found.get(name) ?? {};
    assert.ok(grid, `${name} has a grid`);
    assert.ok(
      combinations(grid).some(tried => told(tried) === told(options)),
      `${name}: ${told(options)}`,
    );
  }
});

test('tuned or not, they meet the same loads and seeds, and none that they were tuned on', () => {
  assert.equal(controllers.workloads, defaults.workloads);
  assert.deepEqual([controllers.seeds, defaults.seeds], [20, 20]);
  assert.deepEqual(
    controllers.workloads?.map(({ name }) => name),
    ['bursts', 'steady', 'ramp', 'flash-crowd', 'daily'],
  );
});
