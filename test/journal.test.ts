import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { cutOff, mendJournal, readJournal, writeJournal } from '../harness/journal.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'dockerawm-journal-'));

test('a trial that began and neither ended nor was written off was cut off', () => {
  const place = folder();
  for (const trial of ['a', 'b', 'c']) writeJournal(place, 'trial.began', { trial });
  writeJournal(place, 'trial.ended', { trial: 'a' });
  writeJournal(place, 'trial.cut-off', { trial: 'c' });
  assert.deepEqual(cutOff(readJournal(place)), ['b']);
});

test('half a line that a killed process left costs neither the lines before nor the next', () => {
  const place = folder();
  writeJournal(place, 'study.began');
  appendFileSync(join(place, 'journal.jsonl'), '{"at":"2026-');
  mendJournal(place);
  writeJournal(place, 'study.resumed', { note: 'again' });
  assert.deepEqual(
    readJournal(place).map(line => line.event),
    ['study.began', 'study.resumed'],
  );
});

test('a journal that says something unheard of is refused by file, line and field', () => {
  const place = folder();
  appendFileSync(join(place, 'journal.jsonl'), '{"at":"2026-01-01T00:00:00Z","event":"study.danced"}\n');
  assert.throws(() => readJournal(place), /journal\.jsonl:1: field event: .*"study\.danced"/);
});
