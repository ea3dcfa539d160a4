import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rng } from '../../harness/rng.ts';
import { bootstrapRatioOfMeans } from '../../harness/stats/bootstrap.ts';
import type { Comparison, SeedPair } from '../../harness/stats/contrast.ts';
import { smallestDetectable } from '../../harness/stats/detectable.ts';
import type { Estimate } from '../../harness/stats/estimate.ts';
import { hodgesLehmann } from '../../harness/stats/hodges-lehmann.ts';
import { pairedRatio } from '../../harness/stats/paired-ratio.ts';
import { decideToStop } from '../../harness/stats/sequential.ts';
import { verdicts } from '../../harness/stats/verdict.ts';
import { type Case, lopsidedStudy, type Shape, syntheticStudy, trueRatio } from '../stats/synthetic-study.ts';

// How often intervals hold the truth, in 2,000 synthetic studies a case (standard error about 0.5 %). About a minute.

const studies = 2000;
const shapes: Shape[] = ['normal', 'lognormal', 'bimodal'];
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const holds = ({ low, high }: Estimate, truth = trueRatio): number => (low <= truth && truth <= high ? 1 : 0);
const listed = (held: Record<string, number>): string =>
  Object.entries(held)
    .map(([name, count]) => `${name} ${percent(count / studies)}`)
    .join(', ');

const cases: Case[] = shapes.flatMap(shape =>
  [0.3, 1].flatMap(cv =>
    [10, 20].flatMap(seeds => [1, 5].map(repetitions => ({ shape, cv, seeds, repetitions }))),
  ),
);

for (const { shape, cv, seeds, repetitions } of cases) {
  test(`${shape}, CV ${cv}, ${seeds} seeds of ${repetitions}: both headline intervals hold the truth in 93 to 97 %`, t => {
    const held = { ratio: 0, hodgesLehmann: 0, percentile: 0, bca: 0 };
    for (let study = 0; study < studies; study++) {
      const chance = rng(`coverage/${shape}/${cv}/${seeds}/${repetitions}/${study}`);
      const pairs = syntheticStudy(chance, { shape, cv, seeds, repetitions });
      held.ratio += holds(pairedRatio(pairs));
      held.hodgesLehmann += holds(hodgesLehmann(pairs));
      const bootstraps = bootstrapRatioOfMeans(pairs, { chance: chance.fork('bootstrap'), resamples: 1000 });
      held.percentile += holds(bootstraps.percentile);
      held.bca += holds(bootstraps.bca);
    }
    t.diagnostic(listed(held));
    for (const count of [held.ratio, held.hodgesLehmann]) {
      assert.ok(count / studies >= 0.93 && count / studies <= 0.97, `covers ${percent(count / studies)}`);
    }
  });
}

// What the promise of 93 to 97 % does not extend to: skewed log ratios, of which few seeds may show one mode only.
for (const cv of [0.3, 1]) {
  for (const seeds of [10, 20]) {
    test(`lopsided, CV ${cv}, ${seeds} seeds: each headline interval holds its own truth in at least 91 %`, t => {
      const held = { ratio: 0, hodgesLehmann: 0, percentile: 0, bca: 0 };
      for (let study = 0; study < studies; study++) {
        const chance = rng(`lopsided/${cv}/${seeds}/${study}`);
        const { pairs, geometricMean, pseudoMedian, ratioOfMeans } = lopsidedStudy(chance, cv, seeds);
        held.ratio += holds(pairedRatio(pairs), geometricMean);
        held.hodgesLehmann += holds(hodgesLehmann(pairs), pseudoMedian);
        const bootstraps = bootstrapRatioOfMeans(pairs, {
          chance: chance.fork('bootstrap'),
          resamples: 1000,
        });
        held.percentile += holds(bootstraps.percentile, ratioOfMeans);
        held.bca += holds(bootstraps.bca, ratioOfMeans);
      }
      t.diagnostic(listed(held));
      for (const count of [held.ratio, held.hodgesLehmann]) {
        assert.ok(count / studies >= 0.91, `covers ${percent(count / studies)}`);
      }
    });
  }
}

const lookedAt = 5000;

/** Runs seed after seed until the rule says stop; a time budget of 60 seeds. */
function stopped(pairs: readonly SeedPair[], halfWidth: number): Comparison {
  for (let seeds = 2; ; seeds++) {
    const headline = pairedRatio(pairs.slice(0, seeds));
    const progress = { seeds, headlines: [headline], spent: seeds, budget: pairs.length };
    if (decideToStop(progress, { halfWidth }).stop) return headline;
  }
}

// Half-widths that such studies reach after 12 to 17 seeds, where an early stop is most tempting, and after 23 to 38.
const asked: Record<Shape, Record<number, [number, number]>> = {
  normal: { 0.3: [0.35, 0.2], 1: [0.9, 0.5] },
  lognormal: { 0.3: [0.3, 0.19], 1: [1.1, 0.6] },
  bimodal: { 0.3: [0.26, 0.16], 1: [1.0, 0.55] },
};

for (const shape of shapes) {
  for (const cv of [0.3, 1]) {
    for (const halfWidth of asked[shape][cv]!) {
      test(`${shape}, CV ${cv}, stopped at ± ${percent(halfWidth)}: holds the truth in at least 92.5 %`, t => {
        let held = 0;
        let seeds = 0;
        for (let study = 0; study < lookedAt; study++) {
          const chance = rng(`stopping/${shape}/${cv}/${halfWidth}/${study}`);
          const pairs = syntheticStudy(chance, { shape, cv, seeds: 60, repetitions: 1 });
          const headline = stopped(pairs, halfWidth);
          held += holds(headline);
          seeds += headline.n;
        }
        t.diagnostic(`${percent(held / lookedAt)} after ${(seeds / lookedAt).toFixed(1)} seeds in the mean`);
        assert.ok(held / lookedAt >= 0.925, `covers ${percent(held / lookedAt)}`);
      });
    }
  }
}

for (const seeds of [9, 10, 20, 30]) {
  test(`${seeds} seeds: the smallest detectable ratio is called slower in about 80 % of studies, at least 78 %`, t => {
    const effect = Math.log(smallestDetectable(seeds, { spread: 0.25 }));
    let slower = 0;
    for (let study = 0; study < studies; study++) {
      const chance = rng(`power/${seeds}/${study}`);
      const pairs = Array.from({ length: seeds }, (_, seed) => ({
        seed,
        arm: [Math.exp(chance.normal(effect, 0.25))],
        reference: [1],
      }));
      const [verdict] = verdicts([{ arm: 'arm', seeds: pairs }], { reference: 'reference', metric: 'wait' });
      if (verdict!.word === 'slower') slower++;
    }
    t.diagnostic(percent(slower / studies));
    assert.ok(slower / studies >= 0.78 && slower / studies <= 0.84, percent(slower / studies));
  });
}
