import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readVectors } from '../../harness/conformance/vectors.ts';

test('a file of another form is refused in one sentence that names file and field', () => {
  const one = { name: 'a', input: {}, expected: {} };
  const refused: [unknown, RegExp][] = [
    [[], /^v\.json .* the whole file: expected object, received array/],
    [{ cases: [one] }, /^v\.json .* controller: expected string, received undefined/],
    [{ controller: 'c', cases: [] }, /^v\.json .* cases: /],
    [{ controller: 'c', cases: [one, { ...one, input: 3 }] }, /^v\.json .* cases\.1\.input: /],
    [
      { controller: 'c', cases: [{ ...one, expected: undefined }] },
      /^v\.json .* cases\.0\.expected: a case has either/,
    ],
    [
      { controller: 'c', cases: [{ name: 'a', input: {}, steps: [{ expected: 1 }] }] },
      /cases\.0\.steps\.0\.expected: /,
    ],
  ];
  for (const [json, sentence] of refused)
    assert.throws(
      () => readVectors('v.json', json),
      (error: Error) => sentence.test(error.message) && !error.message.includes('\n'),
    );
});
