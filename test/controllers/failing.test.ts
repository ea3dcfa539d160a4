import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { seconds } from '../../harness/clock.ts';
import type { Controller, ControllerFactory } from '../../harness/controller.ts';
import { external } from '../../harness/controllers/external.ts';
import { fixed } from '../../harness/controllers/fixed.ts';
import { simulated } from '../../harness/engines/simulated.ts';
import { complete } from '../../harness/experiment.ts';
import { meanWait } from '../../harness/metrics/wait.ts';
import { plan } from '../../harness/plan.ts';
import { ideal } from '../../harness/profile.ts';
import { openStore } from '../../harness/store.ts';
import { runPlanned } from '../../harness/study.ts';
import type { TrialRow } from '../../harness/summary.ts';
import { batches } from '../../harness/workloads/batches.ts';

const answering = (decide: Controller['decide']): ControllerFactory => ({
  name: 'odd',
  create: () => ({ decide }),
});
const node = (script: string): readonly string[] => [process.execPath, '--eval', script];

const odd: [string, ControllerFactory, RegExp][] = [
  [
    'throws',
    answering(() => {
      throw new Error('Odd: expected nothing, found something; look into it.');
    }),
    /^Odd: expected nothing/,
  ],
  ['throws later', answering(() => Promise.reject(new Error('Odd: too much.'))), /^Odd: too much/],
  [
    'throws no error',
    answering(() => {
      throw 'a word';
    }),
    /a word/,
  ],
  [
    'cannot be made',
    {
      name: 'odd',
      create: () => {
        throw new Error('Odd: not today.');
      },
    },
    /not today/,
  ],
  ['answers NaN', answering(() => ({ containers: Number.NaN, reason: 'none' })), /expected a decision/],
  ['gives no reason', answering(() => ({ containers: 1, reason: '' })), /expected a decision/],
  ['answers nothing', answering(() => undefined as never), /expected a decision.*found undefined/],
  ['dies', external({ command: node('process.exit(7)') }), /found exit code 7/],
  [
    'is too late',
    external({ command: node('setInterval(() => {}, 9)'), startup: 100 }),
    /within 0\.1 s, found none/,
  ],
  [
    'answers garbage',
    external({ command: node("process.stdin.on('data', () => console.log('ok'))") }),
    /one line of JSON, found ok/,
  ],
];

test('a controller that fails costs its own trials, each with a sentence; the others of the study are run', async t => {
  const experiment = complete('failing', {
    question: 'what becomes of the others?',
    arms: [
      ...odd.map(([label, controller]) => ({ controller, kMin: 1, label })),
      { controller: fixed(), kMin: 1, label: 'sound' },
    ],
    reference: 'sound',
    primary: meanWait,
    workload: batches([{ at: 0, requests: 2 }], { work: 1000 }),
    seeds: 2,
    loop: { slot: seconds(1), limit: seconds(20) },
    settings: { paperCores: 4, profile: ideal(4) },
  });
  const engine = simulated();
  const facts = await engine.prepare(experiment.settings, experiment.timeScale);
  const folder = mkdtempSync(join(tmpdir(), 'failing-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const store = openStore(folder);
  const rows: TrialRow[] = [];
  for (const planned of plan(experiment))
    rows.push(
      await runPlanned({ experiment, engine, facts, study: 'test', store, metrics: [meanWait] }, planned),
    );

  for (const [label, , sentence] of odd) {
    const mine = rows.filter(row => row.arm === label);
    assert.equal(mine.length, 2, label);
    for (const { state, why = '' } of mine) {
      assert.equal(state, 'failed', label);
      assert.match(why, sentence, label);
      assert.ok(!why.includes('\n'), `${label}: one sentence, and no stack`);
    }
  }
  const traces = readdirSync(join(folder, 'trials')).filter(name => name.endsWith('.jsonl'));
  assert.equal(traces.length, 2, 'and only they left a trace');
  assert.ok(rows.filter(row => row.arm === 'sound').every(row => row.state === 'valid'));
});
