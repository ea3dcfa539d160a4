import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skip } from '../docker/engine-here.ts';
import { killedOften } from '../docker/sigkill.ts';

test('killed twenty times and resumed, a study on Docker has every planned trial once, and no container is left', {
  skip,
}, async t => {
  const { moments, resumed } = await killedOften(20, { seeds: 8, longest: 4_000 });
  t.diagnostic(`killed ${moments.join(', ')} ms after it was under way`);
  assert.ok(resumed >= 15);
});
