import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rng } from '../../harness/rng.ts';
import type { SeedPair } from '../../harness/stats/contrast.ts';
import { seedsToDetect, spreadOf } from '../../harness/stats/detectable.ts';
import { fewestSeeds, verdicts } from '../../harness/stats/verdict.ts';
import { type AaStudy, aaStudies, pairsOf } from '../a-a-studies.ts';

const question = { reference: 'A 1', metric: 'wait.mean' };
const winner = (word: string): boolean => word === 'faster' || word === 'slower';
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const studies: AaStudy[] = [];
for await (const study of aaStudies(500)) studies.push(study);

test('of 500 studies of three identical arms in virtual time, at most 35 name a winner in their family', t => {
  const spreads = studies.flatMap(study => [0, 1].map(arm => spreadOf(pairsOf(study, arm))));
  const mean = spreads.reduce((sum, spread) => sum + spread, 0) / spreads.length;
  assert.ok(Math.min(...spreads) > 0, 'identical arms gave identical traces: nothing was checked');
  const named = studies.filter(study =>
    verdicts(
      [0, 1].map(arm => ({ arm: `A ${arm + 2}`, seeds: pairsOf(study, arm) })),
      question,
    ).some(({ word }) => winner(word)),
  ).length;
  t.diagnostic(`${named} of 500 name a winner; spread between identical arms ${percent(mean)} in the mean`);
  assert.ok(named <= 35, `${named} of 500`);
});

test('a true 10 % is found in at least 80 % of studies of the size advised, with the noise of virtual time', t => {
  // The pairs of all studies, one study after another; of each, the spread is known before.
  const pairs = studies.flatMap(study => pairsOf(study, 0, 1.1)).map((pair, seed) => ({ ...pair, seed }));
  const advised = Math.max(fewestSeeds, seedsToDetect(1.1, { spread: spreadOf(pairs) }));
  const found = shareFound(pairs, advised);
  t.diagnostic(`${percent(found)} of studies of ${advised} seeds, spread ${percent(spreadOf(pairs))}`);
  assert.ok(found >= 0.8, percent(found));
});

function shareFound(pairs: readonly SeedPair[], seeds: number): number {
  let found = 0;
  const whole = Math.floor(pairs.length / seeds);
  for (let study = 0; study < whole; study++) {
    const mine = pairs.slice(study * seeds, (study + 1) * seeds);
    if (verdicts([{ arm: 'A 2', seeds: mine }], question)[0]!.word === 'slower') found++;
  }
  return found / whole;
}

// On Docker (2 cores, Engine 20.10, scale 0.06) francis-vs-static had a spread of 0.118 between its ten seeds, see
// reports/sample; the others are what experiments declare, and families as they have them.
for (const spread of [0.1, 0.118, 0.25]) {
  for (const family of [1, 4]) {
    const seeds = Math.max(fewestSeeds, seedsToDetect(1.1, { spread, family }));
    test(`a true 10 % at a spread of ${spread}, one of ${family}, is found in at least 80 % of studies of the ${seeds} seeds advised`, t => {
      // So many that the standard error is 0.4 %: with 2,000, advice that is right was refused once.
      const count = 10_000;
      let found = 0;
      for (let study = 0; study < count; study++) {
        const chance = rng(`ten percent/${spread}/${family}/${study}`);
        const arms = Array.from({ length: family }, (_, arm) => ({
          arm: `arm ${arm}`,
          seeds: Array.from({ length: seeds }, (_, seed) => ({
            seed,
            arm: [Math.exp(chance.normal(arm === 0 ? Math.log(1.1) : 0, spread))],
            reference: [1],
          })),
        }));
        if (verdicts(arms, question)[0]!.word === 'slower') found++;
      }
      t.diagnostic(percent(found / count));
      assert.ok(found / count >= 0.8, percent(found / count));
    });
  }
}
