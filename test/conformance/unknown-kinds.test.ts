import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { findSubject } from '../../harness/conformance/find.ts';
import { runVectors } from '../../harness/conformance/run.ts';
import { readVectors } from '../../harness/conformance/vectors.ts';

const folder = new URL('./', import.meta.url);

for (const file of readdirSync(folder).filter(name => name.endsWith('.json'))) {
  test(`${file}: what nobody knows fails with a sentence, alone or step by step`, async () => {
    const { controller } = readVectors(file, JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
    const subject = await findSubject(controller);
    const vectors = {
      controller,
      cases: [
        { name: 'alone', input: { kind: 'teleport' }, expected: { count: 1 } },
        {
          name: 'steps',
          input: { kind: 'teleport' },
          steps: [{ atMs: 0, input: {}, expected: { count: 1 } }],
        },
      ],
    };
    for (const { outcome, reason = '' } of runVectors([{ file, vectors, subject }])) {
      assert.equal(outcome, 'failed');
      assert.match(reason, /cannot be read: [\w.]+: .*\w+|answers (only|no) cases with steps/);
      assert.doesNotMatch(reason, /undefined|not a function|Cannot read|NaN/);
    }
  });
}
