import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AzureRule, azureSize } from '../../../harness/controllers/rules/azure-rules.ts';

const cpu = (operator: AzureRule['operator'], threshold: number, change: number): AzureRule => ({
  metric: 'cpu',
  operator,
  threshold,
  change,
});
const bounds = { min: 1, max: 10 };

test('of several scale-out rules the largest wins, of several scale-in rules the smallest', () => {
  const rules = [cpu('>', 50, 1), cpu('>', 80, 4), cpu('<', 30, -3), cpu('<', 40, -1)];
  assert.equal(azureSize(rules, { cpu: 90 }, 4, bounds).instances, 8);
  assert.equal(azureSize(rules, { cpu: 10 }, 4, bounds).instances, 3);
});

test('without scale-in rules nothing is ever removed, and a missing metric matches nothing', () => {
  assert.equal(azureSize([cpu('>', 50, 1)], { cpu: 0 }, 4, bounds).instances, 4);
  assert.equal(azureSize([cpu('>', 50, 1), cpu('<', 30, -1)], {}, 4, bounds).instances, 4);
});

test('the edge of a rule is met only by the operators that have it', () => {
  const at = (rule: AzureRule): number => azureSize([rule], { cpu: 50 }, 4, bounds).instances;
  assert.deepEqual(
    (['>', '>=', '<', '<=', '==', '!='] as const).map(op => at(cpu(op, 50, 1))),
    [4, 5, 4, 5, 5, 4],
  );
});

test('scaling in stops at the minimum, which is no flapping', () => {
  const rules = [cpu('>', 70, 1), cpu('<', 30, -3)];
  assert.equal(azureSize(rules, { cpu: 5 }, 3, { min: 2, max: 9 }).instances, 2);
  const least = azureSize(rules, { cpu: 5 }, 2, { min: 2, max: 9 });
  assert.deepEqual([least.instances, least.skippedForFlapping], [2, false]);
});

test('an idle group may go to zero instances, where the minimum allows it', () => {
  const rules = [cpu('>', 70, 1), cpu('<', 30, -1)];
  assert.equal(azureSize(rules, { cpu: 0 }, 1, { min: 0, max: 9 }).instances, 0);
  assert.equal(azureSize(rules, { cpu: 1 }, 1, { min: 0, max: 9 }).skippedForFlapping, true);
});

test('28 is the first count that fits in the documented example of 30 → 20', () => {
  const rules = [
    cpu('>', 70, 20),
    { metric: 'requests', operator: '<=' as const, threshold: 50, change: -10 },
  ];
  const answer = azureSize(rules, { cpu: 65, requests: 50 }, 30, { min: 1, max: 100 });
  assert.deepEqual([answer.instances, answer.reason], [28, 'requests 50 <= 50: scale in by less']);
});

test('after a scale-in no scale-out rule matches, at whatever load', () => {
  const percent = fc.double({ min: 0, max: 100, noNaN: true });
  fc.assert(
    fc.property(
      percent,
      percent,
      percent,
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 5 }),
      (now, high, low, n, step) => {
        const answer = azureSize([cpu('>', high, 1), cpu('<', low, -step)], { cpu: now }, n, {
          min: 1,
          max: 30,
        });
        if (answer.instances < n) assert.ok((now * n) / answer.instances <= high);
      },
    ),
  );
});
