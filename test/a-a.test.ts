import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spreadOf } from '../harness/stats/detectable.ts';
import { verdicts } from '../harness/stats/verdict.ts';
import { aaStudies, pairsOf } from './a-a-studies.ts';

test('identical arms differ from each other, as they do on a host, and seldom does one win (500 studies: test/long)', async () => {
  let winners = 0;
  for await (const study of aaStudies(30, { arms: 2 })) {
    const seeds = pairsOf(study, 0);
    assert.ok(spreadOf(seeds) > 0.001, `spread ${spreadOf(seeds)}`);
    const [verdict] = verdicts([{ arm: 'A 2', seeds }], { reference: 'A 1', metric: 'wait.mean' });
    if (verdict!.word === 'faster' || verdict!.word === 'slower') winners++;
  }
  // 5 % of 30 is 1.5; 6 or more come in 4 of 1,000 such sets, and these seeds are always the same.
  assert.ok(winners < 6, `${winners} of 30 name a winner`);
});
