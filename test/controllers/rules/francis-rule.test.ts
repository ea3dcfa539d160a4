import assert from 'node:assert/strict';
import test from 'node:test';
import { constant } from '../../../harness/controllers/rules/francis-exosystem.ts';
import { type FrancisOptions, francisRule } from '../../../harness/controllers/rules/francis-rule.ts';

/** The loop as built: T = 10 s, Tr = 5 s, arrivals of a period are seen at its end, the queue never falls below 0. */
function drive(
  arrivals: readonly number[],
  options: Partial<FrancisOptions> = {},
  start: { queue: number; containers: number } = { queue: 10, containers: 2 },
): { moves: number[]; queues: number[]; containers: number[]; reasons: string[] } {
  const decide = francisRule({ beta: 2, target: { queue: 4 }, kMin: 1, kMax: 12, level: 6, ...options });
  let coming = Array<number>(options.deadPeriods ?? 0).fill(0);
  let { queue, containers } = start;
  let arrived: number | undefined;
  const seen = {
    moves: [] as number[],
    queues: [] as number[],
    containers: [] as number[],
    reasons: [] as string[],
  };
  for (const count of arrivals) {
    const { delta, reason } = decide({
      queue,
      containers,
      coming,
      ...(arrived === undefined ? {} : { arrived }),
    });
    seen.moves.push(delta);
    seen.queues.push(queue);
    seen.containers.push(containers);
    seen.reasons.push(reason);
    queue = Math.max(0, queue + count - 2 * containers);
    const [serving = 0, ...rest] = [...coming, delta];
    containers += serving;
    coming = rest;
    arrived = count;
  }
  return seen;
}

const goldenD = [6, 6, 6, 10, 10, 10, 10, 4, 4, 4, 4, 4, 4, 4];

test('golden D: the controller as built, no dead time', () => {
  const { moves, queues, containers } = drive(goldenD);
  assert.deepEqual(moves, [2, 0, 0, -1, 3, 2, -2, 0, -5, 0, 0, 0, 1, 0]);
  assert.deepEqual(queues, [10, 12, 10, 8, 10, 14, 12, 6, 0, 0, 2, 4, 6, 8]);
  assert.deepEqual(containers, [2, 4, 4, 4, 3, 6, 8, 6, 6, 1, 1, 1, 1, 2]);
});

test('golden D: the same with one dead period', () => {
  assert.deepEqual(drive(goldenD, { deadPeriods: 1 }).moves, [2, 0, 0, 0, 4, 0, -1, -1, -5, 0, 0, 0, 0, 1]);
});

test('a constant model under a ramp of slope 1/2 leaves a standing error of exactly 6 requests', () => {
  const slope = Array.from({ length: 2000 }, (_, k) => 6 + k / 2);
  const { queues } = drive(slope, { shape: constant(), kMax: 1e6 });
  const tail = queues.slice(-800);
  // Whole containers make the queue circle; its mean over whole cycles is the real-valued answer, 4 + 6.
  const mean = tail.reduce((sum, queue) => sum + queue, 0) / tail.length;
  assert.ok(Math.abs(mean - 10) < 1e-9, `mean queue ${mean}`);
  const ramped = drive(slope, { kMax: 1e6 }).queues.slice(-800);
  const rampedMean = ramped.reduce((sum, queue) => sum + queue, 0) / ramped.length;
  assert.ok(Math.abs(rampedMean - 4) < 1e-9, `the ramp model leaves none, found ${rampedMean - 4}`);
});

test('after an overload at kMax 3 up to a queue of 166 it is back at 6 after 80 periods, the physical minimum', () => {
  // 10 a period against 6 served lifts the queue from 6 to 166 in 40 periods; 4 a period then leave 2 to spare.
  const overload = [...Array<number>(40).fill(10), ...Array<number>(100).fill(4)];
  const { queues } = drive(overload, { kMax: 3 }, { queue: 6, containers: 3 });
  assert.equal(queues[40], 166);
  assert.equal(queues[40 + 79], 8);
  assert.equal(queues[40 + 80], 6);
  assert.ok(
    queues.slice(40 + 81).every(queue => queue < 8),
    'and it stays there',
  );
  const lighter = [...Array<number>(40).fill(10), ...Array<number>(80).fill(3.9)];
  const under = drive(lighter, { kMax: 3 }, { queue: 6, containers: 3 }).queues;
  assert.ok(
    under.slice(40, 40 + 80).some(queue => queue < 6),
    'with 3.9 a period it is under 6 within 80',
  );
});

test('held back at kMax for an hour, it lets go as soon as the queue is served: nothing has wound up', () => {
  const { moves, queues, reasons } = drive([...Array<number>(360).fill(8), ...Array<number>(150).fill(0)], {
    kMax: 3,
  });
  const first = moves.findIndex((move, k) => k > 360 && move < 0);
  assert.ok(queues[360]! > 700);
  assert.ok(
    queues[first]! <= 20 && first - 360 > 100,
    `first removal in slot ${first}, at a queue of ${queues[first]}`,
  );
  assert.match(reasons[100]!, /held at 3 containers$/);
});

test('the integer move has the mean of the exact one, and no move passes maxStep or the bounds', () => {
  const { moves, containers } = drive(Array<number>(400).fill(7), { maxStep: 1 });
  assert.ok(moves.every(move => Math.abs(move) <= 1 && !Object.is(move, -0)));
  assert.ok(containers.every(count => count >= 1 && count <= 12));
  const mean = containers.slice(200).reduce((sum, count) => sum + count, 0) / 200;
  assert.ok(Math.abs(mean - 3.5) < 0.05, `7 a period at 2 a container need 3.5 containers, found ${mean}`);
});

test('the first count sets the level when none is given', () => {
  const { moves } = drive(Array<number>(10).fill(6), { level: undefined }, { queue: 4, containers: 3 });
  // Blind in the first slot, it believes in no arrivals; from the second on the queue is where it should be.
  assert.ok(moves[0]! < 0);
  assert.ok(moves.slice(5).every(move => Math.abs(move) <= 1));
});

test('a decision explains itself', () => {
  assert.equal(
    drive([6], { deadPeriods: 1 }).reasons[0],
    'queue of 12.0 in 1 slot against 4.0 wanted, 2 containers against 3.00 needed: move 2.00',
  );
});
