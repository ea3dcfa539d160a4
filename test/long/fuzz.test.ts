import assert from 'node:assert/strict';
import { test } from 'node:test';
import { execa } from 'execa';

/* The tests of chance of `npm test`, for a minute instead of ten seconds. */
test('a minute of chance finds no definition and no results folder that is misread', async () => {
  const env = { FUZZ_MS: '30000' };
  const files = ['test/malformed-definitions.test.ts', 'test/results/fuzz.test.ts'];
  // Without NODE_TEST_CONTEXT, or the inner run would take itself for a part of the outer one.
  const { exitCode, stdout } = await execa('node', ['--test', ...files], {
    reject: false,
    env: { ...env, NODE_TEST_CONTEXT: undefined },
  });
  assert.equal(exitCode, 0, stdout);
});
