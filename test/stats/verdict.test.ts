import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rng } from '../../harness/rng.ts';
import type { SeedPair } from '../../harness/stats/contrast.ts';
import { type Contender, type Question, verdicts } from '../../harness/stats/verdict.ts';
import { syntheticStudy } from './synthetic-study.ts';
import { tenSeeds } from './ten-seeds.ts';

const asked: Question = { reference: 'fixed at 5', metric: 'mean wait' };
const judge = (contender: Partial<Contender>, question: Partial<Question> = {}) =>
  verdicts([{ arm: 'francis', seeds: tenSeeds, ...contender }], { ...asked, ...question })[0]!;

/** Log ratios of `effect` ± `noise` alternately. */
const steady = (seeds: number, effect: number, noise: number): SeedPair[] =>
  Array.from({ length: seeds }, (_, seed) => ({
    seed,
    arm: [Math.exp(effect + (seed % 2 ? noise : -noise) * (1 + seed / 100))],
    reference: [1],
  }));
const swapped = tenSeeds.map(({ seed, arm, reference }) => ({ seed, arm: reference, reference: arm }));

test('faster: the interval excludes 1 and the exact p is small', () => {
  const { word, p, adjustedP, sentence } = judge({});
  assert.equal(word, 'faster');
  assert.deepEqual([p, adjustedP], [4 / 1024, 4 / 1024]);
  assert.equal(
    sentence,
    'francis is faster than fixed at 5: its mean wait is 0.862 times that of fixed at 5 ' +
      '(95 % interval 0.811 to 0.916, 10 seeds; Holm-adjusted p = 0.004).',
  );
});

test('slower is the mirror of faster, and a metric of which more is better turns both round', () => {
  assert.equal(judge({ seeds: swapped }).word, 'slower');
  assert.equal(judge({}, { better: 'higher' }).word, 'slower');
  assert.equal(judge({ seeds: swapped }, { better: 'higher' }).word, 'faster');
});

test('equivalent: the 90 % interval lies within the declared delta', () => {
  const seeds = steady(10, 0, 0.05);
  assert.equal(judge({ seeds }).word, 'equivalent');
  assert.equal(judge({ seeds }, { delta: 0.02 }).word, 'no difference seen');
});

test('identical arms are equivalent', () => {
  const seeds = tenSeeds.map(pair => ({ ...pair, arm: pair.reference }));
  assert.deepEqual([judge({ seeds }).word, judge({ seeds }).p], ['equivalent', 1]);
});

test('no difference seen: neither', () => {
  assert.equal(judge({ seeds: steady(10, 0.05, 0.3) }).word, 'no difference seen');
});

test('one p among many must be smaller: Holm', () => {
  const noise: Contender[] = Array.from({ length: 12 }, (_, index) => ({
    arm: `other ${index}`,
    seeds: steady(10, 0, 0.4),
  }));
  const alone = verdicts([{ arm: 'francis', seeds: tenSeeds }, ...noise.slice(0, 11)], asked)[0]!;
  assert.deepEqual([alone.word, alone.adjustedP], ['faster', (12 * 4) / 1024]);
  const among = verdicts([{ arm: 'francis', seeds: tenSeeds }, ...noise], asked)[0]!;
  assert.deepEqual([among.word, among.adjustedP], ['no difference seen', (13 * 4) / 1024]);
});

test('fewer than 9 seeds are not enough trials, and 9 would do', () => {
  const { word, wouldDo, sentence } = judge({ seeds: tenSeeds.slice(0, 8) });
  assert.deepEqual([word, wouldDo], ['not enough trials', 9]);
  assert.match(sentence, /^Not enough trials of francis, about 9 seeds would do: its mean wait is/);
  assert.equal(judge({ seeds: steady(9, -0.3, 0.1) }).word, 'faster');
});

test('an interval wider than asked is not enough trials, and how many would do', () => {
  // Spread 0.0849: (2.1448 · 0.0849 / log 1.05)² = 13.9 at 15 seeds, with 2.1604 it is 14.1 at 14.
  const { word, wouldDo, sentence } = judge({}, { halfWidth: 0.05 });
  assert.deepEqual([word, wouldDo], ['not enough trials', 15]);
  assert.match(sentence, /for ± 5 %, about 15 seeds would do/);
  assert.equal(judge({}, { halfWidth: 0.07 }).word, 'faster');
});

test('a family in which Holm cannot reject at all is not enough trials', () => {
  const family = Array.from({ length: 13 }, (_, index) => ({
    arm: `arm ${index}`,
    seeds: steady(9, -0.5, 0.1),
  }));
  const [first] = verdicts(family, asked);
  assert.deepEqual([first!.word, first!.wouldDo], ['not enough trials', 10]);
  assert.equal(verdicts(family.slice(1), asked)[0]!.word, 'faster');
});

test('an arm with a trial cut at its limit cannot be called faster, but slower', () => {
  const cut = { arm: true, reference: false };
  const barred = judge({ cut });
  assert.equal(barred.word, 'no difference seen');
  assert.match(barred.sentence, /trials of francis were cut, so it cannot be called faster/);
  assert.equal(judge({ cut, seeds: swapped }).word, 'slower');
});

test('against a cut reference an arm cannot be called slower, nor either equivalent', () => {
  const cut = { arm: false, reference: true };
  assert.equal(judge({ cut }).word, 'faster');
  assert.equal(judge({ cut, seeds: swapped }).word, 'no difference seen');
  assert.equal(judge({ cut, seeds: steady(10, 0, 0.01) }).word, 'no difference seen');
});

test('where a value is 0 the sentence speaks of differences', () => {
  const seeds = tenSeeds.map(pair => (pair.seed === 1 ? { ...pair, arm: [0] } : pair));
  const { word, sentence } = judge({ seeds });
  assert.equal(word, 'faster');
  assert.match(sentence, /its mean wait less that of fixed at 5 is -3\.03 \(/);
});

test('of 300 studies of five arms that are all alike about 5 % name a winner or loser', () => {
  let named = 0;
  for (let study = 0; study < 300; study++) {
    const chance = rng(`alike/${study}`);
    const shape = { shape: 'lognormal', cv: 0.5, seeds: 10, repetitions: 1 } as const;
    const family = [1, 2, 3, 4].map(arm => ({ arm: `arm ${arm}`, seeds: syntheticStudy(chance, shape, 1) }));
    if (verdicts(family, asked).some(({ word }) => word === 'faster' || word === 'slower')) named++;
  }
  // At most 5 % promised; three standard errors of 300 studies above that are 8.8 %.
  assert.ok(named / 300 <= 0.088, `${named} of 300`);
});
