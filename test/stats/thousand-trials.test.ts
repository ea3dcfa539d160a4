import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stopwatch } from '../../harness/clock.ts';
import { rng } from '../../harness/rng.ts';
import { bootstrapRatioOfMeans } from '../../harness/stats/bootstrap.ts';
import { friedman } from '../../harness/stats/friedman.ts';
import { hodgesLehmann } from '../../harness/stats/hodges-lehmann.ts';
import { pairedRatio } from '../../harness/stats/paired-ratio.ts';
import { superiority } from '../../harness/stats/superiority.ts';
import { tInterval } from '../../harness/stats/t-interval.ts';
import { tukey } from '../../harness/stats/tukey.ts';
import { verdicts } from '../../harness/stats/verdict.ts';
import { syntheticStudy } from './synthetic-study.ts';

const metrics = 20;
const studies = [
  { arms: 10, seeds: 20, repetitions: 5 },
  { arms: 2, seeds: 500, repetitions: 1 },
];

for (const { arms, seeds, repetitions } of studies) {
  test(`the statistics of 1,000 trials (${arms} arms, ${seeds} seeds, ${repetitions} repetitions) take under 5 s`, () => {
    const families = Array.from({ length: metrics }, (_, metric) =>
      Array.from({ length: arms - 1 }, (_, arm) => ({
        arm: `arm ${arm}`,
        seeds: syntheticStudy(rng(`${metric}/${arm}`), { shape: 'lognormal', cv: 0.5, seeds, repetitions }),
      })),
    );
    const elapsed = stopwatch();
    for (const family of families) {
      for (const { seeds } of family) {
        pairedRatio(seeds);
        hodgesLehmann(seeds);
        superiority(seeds);
        const values = seeds.flatMap(pair => pair.arm);
        tInterval(values);
        tukey(values);
      }
    }
    verdicts(families[0]!, { reference: 'reference', metric: 'mean wait' });
    for (const { seeds } of families[0]!) bootstrapRatioOfMeans(seeds, { chance: rng(1) });
    const blocks = families[0]![0]!.seeds.map((_, block) =>
      families[0]!.map(arm => arm.seeds[block]!.arm[0]!),
    );
    if (arms > 2) friedman(blocks);
    assert.ok(elapsed() < 5000, `${elapsed()} ms`);
  });
}
