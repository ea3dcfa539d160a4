import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sightings } from '../../../harness/engines/docker/calibrate.ts';
import { profileOf } from '../../../harness/engines/docker/profile-of.ts';

/** A host of two cores: the engine takes 180 ms a start and one core for it, a container computes 60 ms of a core. */
const quota = 0.5;
const [serial, work, boot] = [180, 60, 40];
const alone = serial + work / quota + boot;
const loadedStart = serial + (work * 17) / 2;
const seen: Sightings = {
  alone: [0.9, 1, 1.1].map(noise => noise * alone),
  together: [
    { underWay: 2, took: [1, 1, 1], span: 3 * 200 },
    { underWay: 3, took: Array.from({ length: 9 }, () => 540), span: 9 * serial },
  ],
  stops: [140, 150, 160],
  cores: [
    { containers: 4, usableCores: 2, stepsPerCpuMs: 350 },
    { containers: 16, usableCores: 2, stepsPerCpuMs: 350 },
  ],
  spells: [
    { nominal: 0, took: [2, 2, 2, 30] },
    { nominal: 800, took: [838, 842, 842, 842, 846, 2000] },
  ],
  loaded: {
    containers: 16,
    took: [loadedStart, loadedStart],
    span: 2 * loadedStart,
    coresBefore: 2,
    // A start costs the engine's 180 ms of a core and the container's 60.
    cores: 2 - (serial + work) / loadedStart,
  },
  quota,
};

test('a profile gives back what a host was made of', () => {
  const profile = profileOf(seen, 'a made-up host');
  assert.deepEqual(profile.start, {
    serial: { mean: 180, cv: 0.1 },
    engineCores: 1,
    work: { mean: 60, cv: 0.1 },
    boot: { mean: 40, cv: 0.1 },
  });
  assert.equal(profile.usableCores, 2);
  assert.deepEqual(profile.stop, { mean: 150, cv: 0.067 });
});

test('one interruption does not make a slow host: speed and overhead are medians', () => {
  const { service } = profileOf(seen, 'a made-up host');
  assert.equal(service.overhead, 2);
  assert.equal(service.speed, Math.round((800 / 840) * 1000) / 1000);
  assert.ok(service.cv < 0.01);
});

test('where a start under load is no slower, a container has no work of its own, and nothing is below 0', () => {
  const easy = { ...seen.loaded, took: [150, 150], span: 300, cores: 2 };
  const { start } = profileOf({ ...seen, loaded: easy }, 'a made-up host');
  assert.deepEqual([start.work.mean, start.engineCores], [0, 0]);
  assert.ok(start.boot.mean > 0);
});
