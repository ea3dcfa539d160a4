import assert from 'node:assert/strict';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, resolve } from 'node:path';
import { mock, test } from 'node:test';
import { begin } from '../../harness/cli/begin.ts';
import { simulated } from '../../harness/engines/simulated.ts';
import { loadExperiment } from '../../harness/experiment-file.ts';
import { temporary } from '../harness-process.ts';

test('the manifest is written last, so that a study killed as it begins is either none yet or can be resumed whole', async () => {
  const renamed = mock.method(fs, 'renameSync');
  syncBuiltinESMExports();
  try {
    await begin(
      {
        loaded: await loadExperiment('short', {}, resolve('test/experiments')),
        engine: simulated(),
        overrides: {},
        quick: false,
        shareHost: false,
        workers: 1,
        out: temporary(),
      },
      new AbortController().signal,
    );
  } finally {
    renamed.mock.restore();
    syncBuiltinESMExports();
  }
  const written = renamed.mock.calls.map(({ arguments: [, file] }) => basename(String(file)));
  assert.deepEqual(written, ['baselines.json', 'manifest.json']);
});
