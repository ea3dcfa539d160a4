import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../harness/clock.ts';
import type { ControllerFactory } from '../harness/controller.ts';
import { controllerCatalogue } from '../harness/controller-catalogue.ts';
import { fixed } from '../harness/controllers/fixed.ts';
import { francisDockerAwm } from '../harness/controllers/francis-dockerawm.ts';
import { ideal } from '../harness/profile.ts';
import { type ShadowRow, shadow } from '../harness/shadow.ts';
import type { Trace } from '../harness/trace.ts';
import { batches } from '../harness/workloads/batches.ts';
import { oneArm, tried } from './simulated-trial.ts';

const bursts = batches(
  [0, 40, 75, 100, 190].map((at, i) => ({ at: seconds(at), requests: 8 + 4 * (i % 3) })),
  { work: 9700 },
);

/** A trial with bursts, starts that take time, shared cores and containers that come and go. */
const trial = (
  controller: ControllerFactory,
  dispatch: 'each-slot' | 'when-free' = 'when-free',
): Promise<Trace> =>
  tried(
    oneArm(
      {
        workload: bursts,
        kMax: 8,
        timeScale: 0.5,
        loop: { slot: seconds(7), limit: seconds(2000), dispatch },
        settings: { paperCores: 3.75, profile: ideal(3, 600) },
      },
      { controller, kMin: 2 },
    ),
  );

const shadows = (await controllerCatalogue()).flatMap(({ name, controller }) =>
  controller && !controller().passive ? [{ name, controller }] : [],
);

/** What was recorded beside what the shadow says. One with a rhythm of its own has answered by the next slot. */
const besideOneAnother = (rows: readonly ShadowRow[], ownRhythm: boolean): [number, number | undefined][] =>
  rows.flatMap((row, i): [number, number | undefined][] => {
    const answer = ownRhythm ? rows[i + 1] : row;
    return row.recorded && answer ? [[row.recorded.wanted, answer.wishes[0]?.containers]] : [];
  });

for (const { name, controller } of shadows) {
  test(`${name}: as the shadow of its own trial it wants what it wanted`, async () => {
    const moves = new Set<number>();
    for (const dispatch of ['when-free', 'each-slot'] as const) {
      const rows = await shadow(await trial(controller(), dispatch), [controller()]);
      for (const [recorded, wanted] of besideOneAnother(rows, controller().period !== undefined)) {
        assert.equal(wanted, recorded, dispatch);
        moves.add(recorded);
      }
    }
    assert.ok(moves.size > 1, 'it moves');
  });
}

test('the shadow of a static trial sees its queue, and nobody does what it says', async () => {
  const rows = await shadow(await trial(fixed()), [francisDockerAwm()]);
  assert.ok(rows.every(row => row.containers === 2));
  assert.ok(rows.some(row => row.wishes[0]!.containers > 2));
  assert.match(rows[3]!.wishes[0]!.reason, /waiting at a mean age/);
});

test('shadows do not see one another: together they say what each says alone', async () => {
  const trace = await trial(fixed());
  const factories = shadows.map(({ controller }) => controller());
  const together = await shadow(trace, factories);
  for (const [i, { controller }] of shadows.entries()) {
    const alone = await shadow(trace, [controller()]);
    assert.deepEqual(
      together.map(row => row.wishes[i]?.containers),
      alone.map(row => row.wishes[0]?.containers),
    );
  }
});

test('each slot of the trace is a row, with its queue as the trace tells it', async () => {
  const trace = await trial(francisDockerAwm());
  const rows = await shadow(trace, []);
  const slots = [...trace.events].filter(event => event.type === 'slot');
  assert.deepEqual(
    rows.map(row => [row.at * 500, row.queued, row.running]),
    slots.map(slot => [slot.at, slot.queued, slot.running]),
  );
});
