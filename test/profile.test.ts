import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkProfile, ideal, readProfile } from '../harness/profile.ts';

const shipped = new URL('../harness/engines/simulated/profiles/two-cores.json', import.meta.url);
const sound = ideal(2);
const sentence = /^Profile mine\.json: .*; run "npm run calibrate" for a sound one\.$/;

test('the shipped profile is sound, and comes from a measurement', () => {
  const { source, usableCores, start } = readProfile(shipped.pathname);
  assert.match(source, /npm run calibrate/);
  assert.ok(usableCores > 1 && usableCores <= 2);
  assert.ok(start.serial.mean > 0 && start.work.mean > 0);
});

test('an absurd profile is refused in a sentence that names the field and what was found', () => {
  const absurd: [change: object, field: string][] = [
    [{ usableCores: 0 }, 'usableCores'],
    [{ usableCores: -1 }, 'usableCores'],
    [{ usableCores: Number.POSITIVE_INFINITY }, 'usableCores'],
    [{ start: { ...sound.start, serial: { mean: -5, cv: 0 } } }, 'start.serial.mean'],
    [{ stop: { mean: Number.NaN, cv: 0 } }, 'stop.mean'],
    [{ service: { cv: 0, overhead: -1, speed: 1 } }, 'service.overhead'],
    [{ service: { cv: 0, overhead: 0, speed: 0 } }, 'service.speed'],
    [{ faults: { start: 1.5, request: 0 } }, 'faults.start'],
    [{ format: 2 }, 'format'],
    [{ cores: 4 }, 'cores'],
  ];
  for (const [change, field] of absurd)
    assert.throws(
      () => checkProfile({ ...sound, ...change }, 'mine.json'),
      (error: Error) => {
        assert.match(error.message, sentence);
        assert.ok(error.message.includes(field), `${error.message} names ${field}`);
        return true;
      },
    );
});

test('a file that is not there, or is no JSON, is refused by name', () => {
  assert.throws(() => readProfile('/nowhere/profile.json'), /^Error: Profile \/nowhere\/profile\.json: /);
  const file = join(mkdtempSync(join(tmpdir(), 'dockerawm-')), 'profile.json');
  writeFileSync(file, '{ "format": 1,');
  assert.throws(() => readProfile(file), /expected a JSON file/);
});
