import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../../harness/clock.ts';
import { azureSize } from '../../harness/controllers/rules/azure-rules.ts';
import { breached, cfScale } from '../../harness/controllers/rules/cf-scaling.ts';
import { azureSteps, cfSteps, type StepPolicy } from '../../harness/controllers/rules/step-policies.ts';
import { stepScaling as bareRule } from '../../harness/controllers/rules/step-scaling.ts';
import { stepScaling } from '../../harness/controllers/step-scaling.ts';
import { answer, begun } from './observation.ts';
import { day, steady } from './steady.ts';

const bounds = { min: 2, max: 12 };

/** The counts of a controller that sees `day` in minutes. */
const course = (policy?: StepPolicy): number[] => {
  const factory = stepScaling(policy === undefined ? {} : { policy });
  const controller = begun(factory, { kMin: bounds.min, kMax: bounds.max });
  let count = bounds.min;
  return day.map((load, minute) => {
    const quotas = Math.min(load, count);
    count = answer(controller, steady({ at: 60 * (minute + 1), span: 60, ready: count, quotas })).containers;
    return count;
  });
};

/** The same of a bare rule that is told the exact percentages, oldest first. */
const bare = (rule: (percents: readonly number[], count: number, at: number) => number): number[] => {
  const percents: number[] = [];
  let count = bounds.min;
  return day.map((load, minute) => {
    percents.push((100 * Math.min(load, count)) / count);
    count = rule(percents, count, 60_000 * (minute + 1));
    return count;
  });
};

test('AWS: it does what the bare rule does with two minutes on one side of 50 %', () => {
  const rule = bareRule({
    type: 'PercentChangeInCapacity',
    threshold: 50,
    out: [
      { lower: 0, upper: 10, adjustment: 0 },
      { lower: 10, upper: 20, adjustment: 10 },
      { lower: 20, upper: null, adjustment: 30 },
    ],
    in: [
      { lower: -10, upper: 0, adjustment: 0 },
      { lower: -20, upper: -10, adjustment: -10 },
      { lower: null, upper: -20, adjustment: -30 },
    ],
    bounds,
    cooldown: seconds(300),
  });
  const expected = bare((percents, count, at) => {
    const [before, now] = percents.slice(-2);
    if (now === undefined || (before! < 50 && now > 50) || (before! > 50 && now < 50)) return count;
    return rule(now, count, at).capacity;
  });
  assert.deepEqual(course(), expected);
  assert.deepEqual([Math.max(...expected), expected.at(-1)], [7, 3]); // 1.25 of 3 is no step
});

test('Azure: it does what the bare rule does with means of ten minutes, five minutes apart', () => {
  const rules = [
    { metric: 'x', operator: '>' as const, threshold: 70, change: 1 },
    { metric: 'x', operator: '<' as const, threshold: 30, change: -1 },
  ];
  let acted = Number.NEGATIVE_INFINITY;
  const expected = bare((percents, count, at) => {
    const looked = percents.slice(-10);
    const x = looked.reduce((sum, one) => sum + one, 0) / looked.length;
    const { instances } = azureSize(rules, { x }, count, bounds);
    if (instances === count || at - acted < seconds(300)) return count;
    acted = at;
    return instances;
  });
  assert.deepEqual(course(azureSteps()), expected);
  assert.ok(new Set(expected).size > 3, String(expected));
});

test('Cloud Foundry: it does what the bare rules do with every minute of two, five minutes apart', () => {
  let cooledAt = 0;
  const expected = bare((percents, count, at) => {
    const samples = percents.map((value, i) => ({ age: 60_000 * (percents.length - 1 - i), value }));
    for (const [operator, threshold, adjustment] of [
      ['>', 70, '+1'],
      ['<', 30, '-1'],
    ] as const) {
      if (!breached({ operator, threshold, breachDuration: seconds(120) }, samples)) continue;
      const scaled = cfScale({
        instances: count,
        adjustment,
        cooldown: seconds(300),
        bounds,
        cooldownLeft: cooledAt - at,
        started: true,
        disabled: false,
      });
      if (scaled.status === 'succeeded') cooledAt = at + seconds(300);
      return scaled.instances;
    }
    return count;
  });
  assert.deepEqual(course(cfSteps()), expected);
  assert.ok(new Set(expected).size > 3, String(expected));
});

test('it says what it saw, which step that was, and what came of it', () => {
  const controller = begun(stepScaling(), { kMin: 2, kMax: 12 });
  const ask = (minute: number, ready: number) =>
    answer(controller, steady({ at: 60 * minute, span: 60, ready, quotas: 0.75 * ready }));
  assert.deepEqual(
    [1, 2, 3].map(minute => ask(minute, 2).reason),
    [
      'CPU 75.0 %; not yet 2 minutes on one side of 50: stays at 2',
      'CPU 75.0 %; 75 against 50: step +30 %: 2 → 3',
      'CPU 75.0 %; 75 against 50: step +30 %, but the last scale-out already added as many: stays at 3',
    ],
  );
});

test('two trials share no memory, though they share a policy', () => {
  const factory = stepScaling({ policy: azureSteps({ window: 1 }) });
  const full = steady({ at: 60, span: 60, ready: 2, quotas: 2 });
  const first = begun(factory, { kMin: 2 });
  assert.equal(answer(first, full).containers, 3);
  assert.equal(answer(begun(factory, { kMin: 2 }), full).containers, 3);
});
