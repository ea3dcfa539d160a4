import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seconds } from '../harness/clock.ts';
import { fixed } from '../harness/controllers/fixed.ts';
import { complete, type Definition } from '../harness/experiment.ts';
import { checkDefinition, checkExperiment } from '../harness/experiment-rules.ts';
import { meanWait } from '../harness/metrics/wait.ts';
import { plan } from '../harness/plan.ts';
import { batches } from '../harness/workloads/batches.ts';
import { isSentence } from './harness-process.ts';

const sound: Definition = {
  question: 'Is this sound?',
  arms: [
    { controller: fixed(), kMin: 1 },
    { controller: fixed(), kMin: 2 },
  ],
  workload: batches([{ at: 0, requests: 2 }], { work: 1000 }),
  seeds: 2,
  loop: { slot: seconds(1) },
  settings: { paperCores: 4 },
  faults: [{ at: 5, kind: 'kill-container', share: 0.5 }],
  primary: meanWait,
  reference: 'fixed at 1',
};

/** Milliseconds of chance; the long run goes on for longer. */
const fuzzFor = Number(process.env.FUZZ_MS ?? 3_000);

/** What a file that exports this gives, or the error. */
const load = (definition: unknown) => {
  const experiment = complete('bad', checkDefinition('experiments/bad.ts', definition));
  checkExperiment('experiments/bad.ts', experiment);
  return experiment;
};

const arm = (change: object) => ({ arms: [{ ...sound.arms[0]!, ...change }, sound.arms[1]!] });
const anything = (value: unknown): unknown => value;

/** What is changed, and what the sentence must say of it. */
const malformed: readonly (readonly [unknown, RegExp])[] = [
  [anything(undefined), /expected object, .*found undefined/],
  [anything(null), /expected object/],
  [anything([]), /expected object/],
  [anything('an experiment'), /expected object/],
  [anything(42), /expected object/],
  [anything({}), /field question/],
  [{ ...sound, question: '' }, /field question/],
  [{ ...sound, question: 7 }, /field question: expected string, .*found 7/],
  [{ ...sound, arms: [] }, /field arms/],
  [{ ...sound, arms: 'fixed' }, /field arms: expected array/],
  [{ ...sound, arms: [null] }, /field arms\.0/],
  [{ ...sound, ...arm({ kMin: -1 }) }, /field arms\.0\.kMin/],
  [{ ...sound, ...arm({ kMin: 1.5 }) }, /field arms\.0\.kMin/],
  [{ ...sound, ...arm({ kMin: Number.NaN }) }, /field arms\.0\.kMin/],
  [{ ...sound, ...arm({ kMin: '2' }) }, /field arms\.0\.kMin: .*found "2"/],
  [{ ...sound, ...arm({ kMin: 0 }) }, /does not scale to zero/],
  [{ ...sound, ...arm({ kMin: 99 }) }, /kMin of at most kMax 16/],
  [{ ...sound, ...arm({ kmin: 2 }) }, /field arms\.0: unknown key "kmin"; did you mean "kMin"\?/],
  [{ ...sound, ...arm({ controller: {} }) }, /field arms\.0\.controller/],
  [{ ...sound, ...arm({ controller: 'fixed' }) }, /field arms\.0\.controller/],
  [
    { ...sound, ...arm({ controller: { name: 'x', create: 5 } }) },
    /field arms\.0\.controller\.create: expected a function/,
  ],
  [{ ...sound, ...arm({ label: '' }) }, /field arms\.0\.label/],
  [{ ...sound, ...arm({ label: 'fixed at 2' }) }, /"fixed at 2" twice/],
  [{ ...sound, workload: undefined }, /expected a workload, found none/],
  [{ ...sound, workload: { name: 'w' } }, /field workload\.arrivals/],
  [{ ...sound, workload: { ...sound.workload, name: '' } }, /field workload\.name/],
  [{ ...sound, workload: undefined, workloads: [] }, /field workloads/],
  [{ ...sound, workload: undefined, workloads: [sound.workload, sound.workload] }, /"batches.*" twice|twice/],
  [{ ...sound, seeds: 0 }, /field seeds/],
  [{ ...sound, seeds: -3 }, /field seeds/],
  [{ ...sound, seeds: [] }, /field seeds/],
  [{ ...sound, seeds: [1, 1] }, /a seed twice/],
  [{ ...sound, seeds: [1, 'two'] }, /field seeds/],
  [{ ...sound, seeds: 1e9 }, /field seeds/],
  [{ ...sound, sedes: 5 }, /unknown key "sedes"; did you mean "seeds"\?/],
  [{ ...sound, repetitions: 0 }, /field repetitions/],
  [{ ...sound, kMax: 0 }, /field kMax/],
  [{ ...sound, kMax: Number.POSITIVE_INFINITY }, /field kMax/],
  [{ ...sound, timeScale: 0 }, /field timeScale/],
  [{ ...sound, timeScale: -1 }, /field timeScale/],
  [{ ...sound, timeScale: Number.NaN }, /field timeScale/],
  [{ ...sound, loop: { slot: 0 } }, /field loop\.slot/],
  [{ ...sound, loop: { slott: 1 } }, /field loop: unknown key "slott"; did you mean "slot"\?/],
  [{ ...sound, loop: { dispatch: 'now' } }, /field loop\.dispatch/],
  [{ ...sound, loop: { retries: -1 } }, /field loop\.retries/],
  [{ ...sound, loop: { limit: Number.POSITIVE_INFINITY } }, /field loop\.limit/],
  [{ ...sound, settings: { paperCores: 0 } }, /field settings\.paperCores/],
  [{ ...sound, settings: { memoryMiB: 1 } }, /field settings\.memoryMiB/],
  [{ ...sound, settings: { firstPort: 80 } }, /field settings\.firstPort/],
  [{ ...sound, settings: { firstPort: 64_999, paperCores: 4 }, kMax: 900 }, /ports up to 65535/],
  [{ ...sound, settings: { retire: 'youngest' } }, /field settings\.retire/],
  [{ ...sound, settings: { startAtOnce: 3 } }, /did you mean "startsAtOnce"\?/],
  [{ ...sound, faults: [{ at: 1, kind: 'flood' }] }, /field faults\.0/],
  [{ ...sound, faults: [{ at: 1, kind: 'kill-container', share: 2 }] }, /field faults\.0\.share/],
  [{ ...sound, faults: [{ at: 1, kind: 'kill-container', shear: 1 }] }, /field faults\.0/],
  [{ ...sound, observe: { drop: 1.5 } }, /field observe\.drop/],
  [{ ...sound, primary: 'wait.mean' }, /field primary/],
  [{ ...sound, reference: 'nobody' }, /"reference" to be one of/],
  [{ ...sound, delta: 0 }, /field delta/],
  [{ ...sound, price: -1 }, /field price/],
  [{ ...sound, engine: '' }, /field engine/],
];

const refusedInASentence = (error: unknown): boolean => {
  assert.ok(error instanceof Error);
  assert.equal(error.constructor, Error, `${error.stack}`);
  assert.ok(isSentence(error.message), error.message);
  assert.match(error.message, /^Experiment experiments\/bad\.ts: [^\n]*[.?]$/);
  return true;
};

test('the sound definition, from which all others are made, is accepted', () => {
  assert.equal(plan(load(sound)).length, 4);
});

test(`${malformed.length} malformed definitions are refused, each in a sentence that names file, field and what was found`, () => {
  assert.ok(malformed.length >= 50);
  for (const [definition, says] of malformed)
    assert.throws(
      () => load(definition),
      (error: Error) => {
        refusedInASentence(error);
        assert.match(error.message, says);
        return true;
      },
    );
});

test('whatever is put into a definition, it is refused in a sentence or gives a plan that can be run', () => {
  const keys = [
    ...Object.keys(sound),
    'timeScale',
    'repetitions',
    'kMax',
    'delta',
    'target',
    'observe',
    'Seeds',
  ];
  const change = fc.dictionary(fc.constantFrom(...keys), fc.anything({ withBigInt: true, withDate: true }), {
    minKeys: 1,
    maxKeys: 3,
  });
  fc.assert(
    fc.property(change, found => {
      try {
        const experiment = load({ ...sound, ...found });
        const trials = plan(experiment);
        assert.ok(trials.length > 0 && trials.every(({ trial }) => /^[\w-]+$/.test(trial)));
        assert.ok(experiment.timeScale > 0 && experiment.kMax >= 1 && experiment.loop.slot > 0);
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        refusedInASentence(error);
      }
    }),
    { numRuns: 1_000_000, interruptAfterTimeLimit: fuzzFor, seed: 8, markInterruptAsFailure: false },
  );
});
