import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rng } from '../../harness/rng.ts';
import type { Comparison } from '../../harness/stats/contrast.ts';
import { pairedRatio } from '../../harness/stats/paired-ratio.ts';
import { decideToStop, halfWidthOf } from '../../harness/stats/sequential.ts';
import { coverage, syntheticStudy } from './synthetic-study.ts';

const headline = (low: number, high: number, n = 9): Comparison => ({
  point: Math.sqrt(low * high),
  low,
  high,
  confidence: 0.95,
  n,
  method: 'made up',
  scale: 'ratio',
});
const clock = { spent: 100, budget: 1000 };

test('half-width is a factor: 0.8 to 1.25 is × or ÷ 1.25, so 25 %, also when the arms are swapped', () => {
  assert.ok(Math.abs(halfWidthOf(headline(0.8, 1.25)) - 0.25) < 1e-12);
  assert.ok(Math.abs(halfWidthOf(headline(0.4, 0.5)) - halfWidthOf(headline(2, 2.5))) < 1e-12);
});

test('stops from 9 seeds on, once the widest interval is as narrow as asked', () => {
  const headlines = [headline(0.98, 1.02), headline(0.7, 0.75)];
  assert.equal(decideToStop({ seeds: 8, headlines, ...clock }, { halfWidth: 0.05 }).why, 'go on');
  const { stop, why, halfWidth, spentShare } = decideToStop(
    { seeds: 9, headlines, ...clock },
    { halfWidth: 0.05 },
  );
  assert.deepEqual([stop, why, spentShare], [true, 'precise', 0.1]);
  assert.ok(Math.abs(halfWidth - 0.0351) < 1e-4, 'that of the second');
  assert.equal(decideToStop({ seeds: 9, headlines, ...clock }, { halfWidth: 0.03 }).why, 'go on');
});

test('a spent budget stops at any number of seeds, and says so', () => {
  const { stop, why } = decideToStop(
    { seeds: 3, headlines: [headline(0.5, 2, 3)], spent: 1000, budget: 1000 },
    { halfWidth: 0.05 },
  );
  assert.deepEqual([stop, why], [true, 'budget spent']);
});

test('differences and a study of one arm are never precise enough, they run to the budget', () => {
  const difference: Comparison = { ...headline(-1, 1), scale: 'difference' };
  for (const headlines of [[difference], []]) {
    assert.equal(decideToStop({ seeds: 20, headlines, ...clock }, { halfWidth: 0.5 }).why, 'go on');
  }
});

test('stopped studies still hold the truth: at least 90 % of 300', () => {
  // 92.5 % less a little more than one standard error; test/long has the full simulation.
  const held = coverage(300, number => {
    const seeds = syntheticStudy(rng(`stop/${number}`), {
      shape: 'lognormal',
      cv: 0.3,
      seeds: 60,
      repetitions: 1,
    });
    for (let n = 9; ; n++) {
      const found = pairedRatio(seeds.slice(0, n));
      const progress = { seeds: n, headlines: [found], spent: n, budget: 60 };
      if (decideToStop(progress, { halfWidth: 0.25 }).stop) return found;
    }
  });
  assert.ok(held >= 0.9, `${held}`);
});
