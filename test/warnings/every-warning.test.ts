import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EngineFacts } from '../../harness/engine.ts';
import type { Declared } from '../../harness/manifest.ts';
import { metricCatalogue } from '../../harness/metric-catalogue.ts';
import { type Circumstances, summarise } from '../../harness/summarise.ts';
import type { Ledger, TrialRow } from '../../harness/summary.ts';
import { declaredAs, rowsOf } from '../study-rows.ts';

const metrics = await metricCatalogue({ target: 60_000, price: 1 });
const facts: EngineFacts = { usableCores: 2, quota: 0.5, startDelay: 400, details: {} };
const quiet: Ledger = { delivered: 98, steal: 0, foreign: 0, probe: 20 };

interface Story {
  declared?: Partial<Declared>;
  ratio?: number;
  change?: (row: TrialRow, place: number) => Partial<TrialRow>;
  keep?: number;
  circumstances?: Circumstances;
}

/** The warnings of a study that is sound but for what the story changes. */
function warned({ declared: change = {}, keep, circumstances, ...rows }: Story = {}) {
  const declared = declaredAs(change);
  const all = rowsOf(declared, {
    ...rows,
    change: (row, place) => ({ ledger: quiet, ...rows.change?.(row, place) }),
  });
  const kept = all.slice(0, keep ?? all.length);
  return summarise(declared, all.length, kept, metrics, { facts, ...circumstances }).warnings;
}

const measured = (row: TrialRow, name: string, value: number): Partial<TrialRow> => ({
  metrics: { ...row.metrics, [name]: value },
});

test('a sound study is warned about by nobody', () => {
  assert.deepEqual(warned(), []);
});

/** Each warning with a story in which it must fire alone, and the nearest one in which it must not. */
const stories: Record<string, { fires: Story; silent: Story; says: RegExp }> = {
  interrupted: { fires: { keep: 18 }, silent: { keep: 20 }, says: /18 of 20 planned trials/ },
  'trials-failed': {
    fires: { change: (_, place) => (place === 19 ? { state: 'failed', why: 'no engine' } : {}) },
    silent: {},
    says: /1 of 20 trials are failed.*no engine/s,
  },
  'trials-invalid': {
    fires: { change: (_, place) => (place === 19 ? { state: 'invalid', why: 'a sum is broken' } : {}) },
    silent: {},
    says: /1 of 20 trials are invalid.*a sum is broken/s,
  },
  'trials-cut': {
    fires: { change: (_, place) => (place === 19 ? { state: 'cut', why: 'cut at its limit' } : {}) },
    silent: {},
    says: /1 of 20 trials were cut.*0020/s,
  },
  'too-few-trials': {
    fires: { declared: { seeds: [1, 2, 3, 4, 5, 6, 7, 8] } },
    silent: { declared: { seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9] } },
    says: /8 seeds.*9 would do/s,
  },
  'one-workload': {
    fires: { change: () => ({ intended: 'the same' }) },
    silent: { change: ({ seed }) => ({ intended: seed === 10 ? 'another' : 'the same' }) },
    says: /10 seeds of .* are the same requests.*noise on this one workload, not other workloads/s,
  },
  'late-sends': {
    fires: { change: (row, place) => (place === 3 ? measured(row, 'lateness.sends.p99', 5.1) : {}) },
    silent: { change: (row, place) => (place === 3 ? measured(row, 'lateness.sends.p99', 5) : {}) },
    says: /1 of 20 trials: p99 up to 5.1 ms/,
  },
  'late-slots': {
    // A slot is 10 s at scale 0.1: a second of wall time, of which a tenth is accepted.
    fires: { change: (row, place) => (place === 3 ? measured(row, 'lateness.slots.p99', 101) : {}) },
    silent: { change: (row, place) => (place === 3 ? measured(row, 'lateness.slots.p99', 100) : {}) },
    says: /101 ms, against 100 ms/,
  },
  'failed-requests': {
    fires: { change: (row, place) => (place === 3 ? measured(row, 'requests.retries', 1) : {}) },
    silent: {},
    says: /0 requests failed and 1 tries were repeated; most in 0004/,
  },
  interference: {
    fires: { change: (_, place) => (place === 4 ? { ledger: { ...quiet, delivered: 94.9 } } : {}) },
    silent: { change: (_, place) => (place === 4 ? { ledger: { ...quiet, delivered: 95.1 } } : {}) },
    says: /disturbed in 1 of 20 trials.*0005.*94\.9 %.*every verdict is the same/s,
  },
  'start-delay': {
    fires: { circumstances: { facts: { ...facts, startDelay: 510 } } },
    silent: { circumstances: { facts: { ...facts, startDelay: 500 } } },
    says: /0\.51 s to start, 51 % of a slot/,
  },
  'first-trial': {
    fires: { change: (row, place) => (place === 0 ? measured(row, 'wait.mean', 40) : {}) },
    silent: {},
    says: /0001-fixed-at-5-seed-1, is unlike the other 9.*far above/s,
  },
  drift: {
    fires: {
      change: row => measured(row, 'wait.mean', row.metrics['wait.mean']! * (1 + row.block * row.block)),
    },
    silent: {
      change: row => measured(row, 'wait.mean', row.metrics['wait.mean']! * (1 + (row.block % 3))),
    },
    says: /of fixed at 5 rose over the study.*rank correlation/s,
  },
  'never-scaled': {
    fires: {
      change: row => ({ metrics: { ...row.metrics, 'scaling.started': 0, 'scaling.stopped': 0 } }),
    },
    silent: {
      change: (row, place) => measured(row, 'scaling.started', place === 1 ? 1 : 0),
    },
    says: /elastic from 2 never changed/,
  },
};

for (const [id, { fires, silent, says }] of Object.entries(stories)) {
  test(`"${id}" is said when it must be, with reason and advice`, () => {
    const warnings = warned(fires);
    const mine = warnings.find(warning => warning.id === id);
    assert.ok(mine, `found only ${warnings.map(warning => warning.id).join(', ') || 'none'}`);
    assert.match(`${mine.what} ${mine.why}`, says);
    for (const words of [mine.what, mine.why, mine.advice]) assert.match(words, /^[\dA-Za-z].*\.$/s);
  });

  test(`"${id}" is not said a hair's breadth before`, () => {
    assert.deepEqual(
      warned(silent).filter(warning => warning.id === id),
      [],
    );
  });
}

test('outliers are told to decide the verdict only where it is another without them', () => {
  // Nine seeds in ten see a fifth less waiting; on the last the arm waits a hundred times as long.
  const spoiled = (factor: number): Story => ({
    change: row =>
      row.seed === 10 && row.arm !== 'fixed at 5'
        ? measured(row, 'wait.mean', row.metrics['wait.mean']! * factor)
        : {},
  });
  const told = (story: Story) => warned(story).filter(({ id }) => id === 'outliers-decide');
  assert.match(told(spoiled(100))[0]!.what, /hangs on seed 10/);
  assert.match(told(spoiled(100))[0]!.why, /"no difference seen", without these outliers .* "faster"/);
  // An outlier the other way changes nothing.
  assert.deepEqual(told(spoiled(0.7)), []);
});

test('a wide interval is told with the half-width that was asked for', () => {
  const stopping = { until: 0.001, spent: 60_000, halfWidth: 0.02, seeds: 10, why: 'budget spent' } as const;
  const [warning] = warned({ circumstances: { stopping } });
  assert.equal(warning!.id, 'too-few-trials');
  assert.match(warning!.why, /± 0\.1 %/);
});

test('in virtual time nothing drifts: seeds that lie in the order of their difficulty are no fault of a host', () => {
  const story: Story = {
    change: row =>
      ({
        ledger: undefined,
        ...measured(row, 'wait.mean', row.metrics['wait.mean']! * (1 + row.block * row.block)),
      }) as Partial<TrialRow>,
  };
  assert.deepEqual(
    warned(story).filter(({ id }) => id === 'drift'),
    [],
  );
});

test('the time scale that is advised for slow starts is one at which nothing is said any more', () => {
  const advised = (startDelay: number): string | undefined =>
    warned({ circumstances: { facts: { ...facts, startDelay } } })[0]?.advice;
  // Slots of 10 s at a scale of 0.1: half a slot is half a second.
  assert.match(advised(510)!, /a time scale of 0\.11 or more/);
  assert.match(advised(600)!, /a time scale of 0\.12 or more/);
  assert.match(advised(5100)!, /a time scale of 1\.1 or more/);
});

test('verdicts that a disturbed trial leaves too few seeds to confirm are not said to be wrong', () => {
  const disturbed = (more: Story): string | undefined =>
    warned({
      change: (_, place) => (place === 4 ? { ledger: { ...quiet, delivered: 90 } } : {}),
      ...more,
    }).find(({ id }) => id === 'interference')?.advice;
  assert.match(disturbed({})!, /^Nothing hangs on it/);
  assert.match(
    disturbed({ declared: { seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9] } })!,
    /run it again with a seed or two more/,
  );
});
