import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { historyOf } from '../../harness/history.ts';
import { readResults } from '../../harness/results.ts';
import { isSentence } from '../harness-process.ts';
import { writeFixture } from '../report/fixture/study.ts';
import { harms } from './malformed.ts';

const place = mkdtempSync(join(tmpdir(), 'dockerawm-malformed-'));
const sound = join(place, 'sound');

/** Reads all that a folder holds. */
const readAll = (folder: string): void => {
  const results = readResults(folder);
  for (const { trial, state } of results.summary.trials)
    if (state !== 'failed') historyOf(results.trace(trial));
};

before(async () => {
  await writeFixture(sound, { seeds: 2 });
});
after(() => rmSync(place, { recursive: true }));

test('a sound results folder is read, every trace of it', () => readAll(sound));

test(`${harms.length} malformed results folders are refused, each in a sentence that names what is wrong`, async t => {
  assert.ok(harms.length >= 50);
  for (const [i, { what, says, inflict }] of harms.entries())
    await t.test(what, () => {
      const folder = join(place, String(i));
      cpSync(sound, folder, { recursive: true });
      inflict(folder);
      assert.throws(
        () => readAll(folder),
        (error: Error) => {
          assert.equal(error.constructor, Error, `${error.stack}`);
          assert.match(error.message, says);
          assert.ok(isSentence(error.message), error.message);
          assert.ok(error.message.includes(folder), 'it names the file');
          return true;
        },
      );
    });
});
