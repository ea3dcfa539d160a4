import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type GateCheck, gate, type Limit, limitOf } from '../harness/gate.ts';
import type { Manifest } from '../harness/manifest.ts';
import { metricCatalogue } from '../harness/metric-catalogue.ts';
import type { Results } from '../harness/results.ts';
import { rng } from '../harness/rng.ts';
import { summarise } from '../harness/summarise.ts';
import type { TrialRow } from '../harness/summary.ts';
import { declaredAs, rowsOf } from './study-rows.ts';

const metrics = await metricCatalogue({ target: 60_000, price: 1 });

/** A study whose waits are `factor` times those of another, on each seed give or take `cv`. */
function study(
  factor: number,
  { engine = 'docker', cv = 0, change = () => ({}) as Partial<TrialRow> } = {},
): Results {
  const declared = declaredAs();
  const noise = rng(`gate/${factor}/${cv}`);
  const rows = rowsOf(declared, {
    change: row => ({
      metrics: {
        ...row.metrics,
        'wait.mean': row.metrics['wait.mean']! * factor * (cv > 0 ? noise.lognormal(1, cv) : 1),
      },
      ...change(),
    }),
  });
  const manifest = { declared, engine: { name: engine } } as Manifest;
  return {
    folder: '',
    manifest,
    summary: summarise(declared, rows.length, rows, metrics),
    journal: [],
    trace: () => {
      throw new Error('no trace is needed');
    },
  };
}

const ofArms = (checks: readonly GateCheck[]): readonly GateCheck[] => checks.filter(({ ratio }) => ratio);
const fivePercent: Limit[] = [{ metric: 'wait.mean', change: 0.05 }];

test('a limit is a metric and how much worse it may be', () => {
  assert.deepEqual(limitOf('response.p95 +5%'), { metric: 'response.p95', change: 0.05 });
  assert.deepEqual(limitOf(' wait.mean  -2.5 % '), { metric: 'wait.mean', change: -0.025 });
  for (const wrong of ['response.p95', '+5%', 'response.p95 5%', 'response.p95 +5'])
    assert.throws(() => limitOf(wrong), /^Error: --max: expected a metric and a percentage such as/);
});

test('in virtual time the numbers are exact: a hair beyond the limit fails, the limit itself passes', () => {
  const simulated = { engine: 'simulated' };
  const against = (factor: number): boolean[] =>
    ofArms(gate(study(factor, simulated), study(1, simulated), fivePercent)).map(({ ok }) => ok);
  assert.deepEqual(against(1.05), [true, true]);
  assert.deepEqual(against(1.0501), [false, false]);
  assert.deepEqual(against(0.5), [true, true]);
});

test('on Docker a check fails only when its whole interval lies beyond the limit', () => {
  const against = (factor: number, cv: number): GateCheck[] => [
    ...ofArms(gate(study(factor, { cv }), study(1), fivePercent)),
  ];
  assert.ok(against(1.3, 0.05).every(({ ok }) => !ok));
  const doubtful = against(1.07, 0.3).filter(({ ratio }) => ratio!.point > 1.05);
  for (const check of doubtful) assert.match(check.sentence, /not beyond chance/);
  assert.ok(against(1.07, 0.3).every(({ ok }) => ok));
});

test('an improvement can be asked for', () => {
  const improved = [{ metric: 'wait.mean', change: -0.1 }];
  assert.ok(!ofArms(gate(study(0.95), study(1), improved))[0]!.ok);
  assert.ok(ofArms(gate(study(0.85), study(1), improved))[0]!.ok);
});

test('of a metric that should be high, less is worse', () => {
  const delivered = (value: number) =>
    study(1, { engine: 'simulated', change: () => ({ metrics: { 'work.delivered': value } }) });
  const limits = [{ metric: 'work.delivered', change: 0.05 }];
  assert.ok(!ofArms(gate(delivered(90), delivered(100), limits))[0]!.ok);
  assert.ok(ofArms(gate(delivered(120), delivered(100), limits))[0]!.ok);
});

test('where a value is 0 the means are compared; what was 0 and is no longer is a regression', () => {
  const name = metrics.find(({ name }) => name.startsWith('slo'))!.name;
  const named = (value: number) =>
    study(1, { engine: 'simulated', change: () => ({ metrics: { [name]: value } }) });
  const check = (now: number, then: number): GateCheck =>
    ofArms(gate(named(now), named(then), [{ metric: name, change: 0.05 }]))[0]!;
  assert.ok(check(0, 0).ok);
  assert.ok(!check(1, 0).ok);
  assert.ok(check(0, 3).ok);
});

test('more trials than before that are not valid are a regression of their own', () => {
  let left = 1;
  const broken = study(1, { change: () => (left-- > 0 ? { state: 'failed' } : {}) });
  const last = (checks: readonly GateCheck[]): GateCheck => checks.at(-1)!;
  assert.match(last(gate(broken, study(1), fivePercent)).sentence, /1 of 20 trials are not valid, 0 of 20/);
  assert.ok(!last(gate(broken, study(1), fivePercent)).ok);
  assert.ok(last(gate(study(1), broken, fivePercent)).ok);
});

test('an unknown metric is refused with those there are', () => {
  assert.throws(
    () => gate(study(1), study(1), [{ metric: 'response.p96', change: 0.05 }]),
    /expected a metric of the study, found "response\.p96"; there are .*response\.p95/,
  );
});
