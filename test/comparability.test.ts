import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { comparability, type Factor } from '../harness/comparability.ts';
import { compareStudies } from '../harness/compare.ts';
import type { Manifest } from '../harness/manifest.ts';
import { type Results, readResults } from '../harness/results.ts';
import { writeFixture } from './report/fixture/study.ts';

const folder = mkdtempSync(join(tmpdir(), 'dockerawm-comparability-'));
let docker: Results;
let simulated: Results;
before(async () => {
  docker = readResults(await writeFixture(join(folder, 'docker'), { seeds: 3 }));
  simulated = readResults(await writeFixture(join(folder, 'simulated'), { seeds: 3, engine: 'simulated' }));
});
after(() => rmSync(folder, { recursive: true }));

/** The same study with something else about it. */
const but = (study: Results, change: (manifest: Manifest) => Partial<Manifest>): Results => ({
  ...study,
  manifest: { ...study.manifest, ...change(study.manifest) },
});
const anotherDay = (study: Results): Results => but(study, () => ({ startedAt: '2026-03-15T09:00:00.000Z' }));
const otherCode = (study: Results): Results =>
  but(study, ({ code }) => ({ code: { ...code, commit: 'f00d', sha256: 'beef' } }));
const otherHost = (study: Results): Results =>
  but(study, ({ host, engine }) => ({
    host: { ...host, cpu: 'Arm Neoverse', cores: 8 },
    engine: { ...engine, facts: { ...engine.facts, usableCores: 8, quota: 2.13 } },
  }));
const withSlot = (study: Results, slot: number): Results =>
  but(study, ({ declared }) => ({ declared: { ...declared, loop: { ...declared.loop, slot } } }));

test('a study repeated in the same hour may be compared with nothing declared', () => {
  const again = but(docker, () => ({ study: 'again', startedAt: '2026-03-12T15:00:00.000Z' }));
  assert.deepEqual(comparability([docker, again]), { ok: true, why: [], differing: [], advice: undefined });
});

/** Each factor with a study in which it differs: allowed when it is declared, named and refused when it is not. */
const cases: Record<Factor, { other: () => Results; says: RegExp }> = {
  engine: { other: () => simulated, says: /^engine: docker against simulated$/ },
  host: { other: () => otherHost(docker), says: /^host’s cpu: AMD EPYC 7B13 against Arm Neoverse$/ },
  commit: {
    other: () => otherCode(docker),
    says: /^code that decides results \(SHA-256\): .* against beef$/,
  },
  day: { other: () => anotherDay(docker), says: /^day: begun 2026-03-12 against 2026-03-15$/ },
};
for (const [factor, { other, says }] of Object.entries(cases) as [Factor, (typeof cases)[Factor]][]) {
  test(`${factor}: refused and named when it is not declared, the question when it is`, () => {
    const undeclared = comparability([docker, other()]);
    assert.equal(undeclared.ok, false);
    assert.ok(
      undeclared.why.some(words => says.test(words)),
      undeclared.why.join('; '),
    );
    assert.equal(undeclared.advice, factor);
    const declared = comparability([docker, other()], factor);
    assert.ok(declared.ok, declared.why.join('; '));
    assert.ok(declared.differing.some(words => says.test(words)));
  });

  test(`${factor}: declared, it does not excuse another difference`, () => {
    const two = comparability([docker, withSlot(other(), 3000)], factor);
    assert.deepEqual([two.ok, two.why, two.advice], [false, ['slot (ms): 12300 against 3000'], undefined]);
  });
}

test('a factor that does not differ excuses nothing: another day on the same host is no question of hosts', () => {
  assert.equal(comparability([docker, anotherDay(docker)], 'host').ok, false);
});

test('two factors at once are refused, and no single one is advised', () => {
  const both = comparability([docker, otherCode(anotherDay(docker))], 'commit');
  assert.equal(both.ok, false);
  assert.match(both.why.join(), /^day: /);
  assert.equal(both.advice, undefined);
});

test('in virtual time neither the day nor the host can change a result', () => {
  assert.ok(comparability([simulated, anotherDay(otherHost(simulated))], 'host').ok);
  assert.ok(comparability([simulated, anotherDay(simulated)]).ok);
});

test('the quota is measured anew each time: noise below 2 % is no difference, more is', () => {
  const given = (quota: number): Results =>
    but(docker, ({ engine }) => ({ engine: { ...engine, facts: { ...engine.facts, quota } } }));
  const { quota } = docker.manifest.engine.facts;
  assert.ok(comparability([docker, given(quota * 1.015)]).ok);
  const { ok, why } = comparability([docker, given(quota * 0.9)]);
  assert.equal(ok, false);
  assert.match(why.join(), /^CPU quota of a container \(cores\): 0\.530 against 0\.477$/);
});

test('other requests on a seed are named; no seed in common is no comparison', () => {
  const asking = (seed: number, intended: string): Results => ({
    ...docker,
    summary: {
      ...docker.summary,
      trials: docker.summary.trials.map(row => (row.seed === seed ? { ...row, intended } : row)),
    },
  });
  assert.deepEqual(comparability([docker, asking(2, 'others')], 'engine').why, [
    'requests: on workload random-bursts, seed 2 they are not the same',
  ]);
  const elsewhere: Results = {
    ...docker,
    summary: {
      ...docker.summary,
      trials: docker.summary.trials.map(row => ({ ...row, seed: row.seed + 100 })),
    },
  };
  assert.match(comparability([docker, elsewhere]).why.join(), /no workload and seed in common/);
});

test('a study that is not like for like within itself is compared with none', () => {
  const broken: Results = {
    ...docker,
    summary: { ...docker.summary, likeForLike: { ok: false, differences: ['other requests'] } },
  };
  const { ok, why } = comparability([docker, broken], 'day');
  assert.equal(ok, false);
  assert.match(why[0]!, /is not like for like within itself: other requests$/);
});

test('of three studies the one that differs is named', () => {
  const odd = but(otherCode(docker), () => ({ study: 'the odd one' }));
  const { why } = comparability([docker, docker, odd]);
  assert.match(why.join(), /\(study the odd one\)$/);
});

test('arms are paired by seed with the same arm of the first study', () => {
  const twice: Results = {
    ...docker,
    summary: {
      ...docker.summary,
      trials: docker.summary.trials.map(row => ({
        ...row,
        metrics: {
          ...row.metrics,
          'wait.mean': row.metrics['wait.mean']! * (row.arm === 'fixed at 5' ? 2 : 1),
        },
      })),
    },
  };
  const found = compareStudies([docker, twice], ['wait.mean']);
  assert.deepEqual(
    found.map(({ arm, with: partner, ratios }) => [
      arm,
      partner,
      ratios['wait.mean']!.ratio.point.toFixed(9),
      ratios['wait.mean']!.pairs.length,
    ]),
    [
      ['fixed at 5', 'fixed at 5', '2.000000000', 3],
      ['francis-dockerawm from 2', 'francis-dockerawm from 2', '1.000000000', 3],
    ],
  );
});

test('an arm that the first study lacks is paired with the first study’s reference, and says so', () => {
  const renamed = but(docker, ({ declared }) => ({
    declared: { ...declared, arms: declared.arms.filter(arm => arm.label === 'fixed at 5') },
  }));
  const found = compareStudies([renamed, docker], ['wait.mean']);
  assert.deepEqual(
    found.map(one => [one.arm, one.with]),
    [
      ['fixed at 5', 'fixed at 5'],
      ['francis-dockerawm from 2', 'fixed at 5'],
    ],
  );
});
