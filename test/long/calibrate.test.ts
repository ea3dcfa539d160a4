import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { readProfile } from '../../harness/profile.ts';
import { leftovers, skip } from '../docker/engine-here.ts';
import { json, run, studyIn, temporary } from '../harness-process.ts';

test('what calibrate measures of this host is a profile that virtual time simulates, and nothing is left', {
  skip,
}, async t => {
  const file = join(temporary(), 'profile.json');
  const { exitCode, stdout, stderr } = await execa('node', ['harness/cli/calibrate.ts', '--out', file], {
    reject: false,
  });
  // It refuses to measure a host that others use, and is right to.
  if (/expected most of the host's \d+ cores to be free/.test(stderr)) return t.skip(stderr);
  assert.equal(exitCode, 0, stderr);
  assert.ok(stdout.includes(`DOCKERAWM_PROFILE=${file}`), 'it says how to use it');
  assert.deepEqual(await leftovers(), []);
  const profile = readProfile(file);
  assert.match(profile.source, /Docker .*; npm run calibrate, \d{4}-\d\d-\d\d$/);
  assert.ok(profile.usableCores > 0.2 && profile.usableCores <= availableParallelism() + 0.05);
  const start = profile.start.serial.mean + profile.start.boot.mean + profile.start.work.mean;
  assert.ok(start > 20 && start < 20_000, `${start} ms to start a container`);
  assert.ok(profile.stop.mean > 1 && profile.stop.mean < 20_000, `${profile.stop.mean} ms to stop one`);
  // Even beside other work a request takes neither half nor twice the time that its units say.
  assert.ok(profile.service.speed > 0.5 && profile.service.speed < 2, `speed ${profile.service.speed}`);
  assert.ok(profile.service.cv >= 0 && profile.service.cv < 1);
  assert.deepEqual(profile.faults, { start: 0, request: 0 });

  const out = temporary();
  const study = await run(out, ['--engine', 'simulated', '--no-page'], { DOCKERAWM_PROFILE: file });
  assert.equal(study.exitCode, 0, study.stderr);
  assert.equal(json(studyIn(out), 'manifest.json').engine.facts.details.profile, profile.source);
});
