import assert from 'node:assert/strict';
import test from 'node:test';
import { francis } from '../../harness/controllers/francis.ts';
import { constant } from '../../harness/controllers/rules/francis-exosystem.ts';
import { type FrancisOptions, francisRule } from '../../harness/controllers/rules/francis-rule.ts';
import { answer, begun, observed } from './observation.ts';

const arrivals = [6, 6, 6, 10, 10, 10, 10, 4, 4, 4, 4, 4, 4, 4];

/** Plays T = 10 s, Tr = 5 s: to the adapter as a controller sees it, to the bare rule as exact signals. */
function both(
  deadPeriods: number,
  rule: Partial<FrancisOptions>,
  options: Parameters<typeof francis>[0] = {},
) {
  const target = options.target ?? { queue: 4 };
  const bare = francisRule({ beta: 2, target: { queue: 4 }, kMin: 1, kMax: 12, deadPeriods, ...rule });
  const startDelay = deadPeriods === 0 ? 0 : (deadPeriods + 1) * 10_000;
  const adapter = begun(francis({ target, serviceTime: 5000, ...options }), { startDelay });
  let [queue, containers, coming] = [10, 2, Array<number>(deadPeriods).fill(0)];
  let served = 0;
  const answers: { bare: number; adapter: number; reasons: [string, string] }[] = [];
  for (const [k, count] of arrivals.entries()) {
    const arrived = k === 0 ? undefined : arrivals[k - 1]!;
    const told = bare({ queue, containers, coming, arrived });
    const starting = coming.flatMap((many, i) => Array<number>(many).fill(startDelay - (i + 1) * 10_000));
    const found = answer(
      adapter,
      observed({
        at: k * 10_000,
        queued: queue,
        ready: containers,
        starting,
        arrived: arrived ?? 0,
        finished: served,
        perSecond: Array.from({ length: 10 }, () => ({ running: served / 2 })),
      }),
    );
    const total = containers + starting.length;
    answers.push({
      bare: total + told.delta,
      adapter: found.containers,
      reasons: [told.reason, found.reason],
    });
    served = Math.min(queue + count, 2 * containers);
    queue = queue + count - served;
    // The observation shows only what exists: a container removed is gone at once, here and there.
    const [serving = 0, ...rest] = [...coming, Math.max(0, told.delta)];
    containers = Math.max(0, containers + serving + Math.min(0, told.delta));
    coming = rest;
  }
  return answers;
}

test('it decides as the bare rule does with exact signals, with and without dead time', () => {
  for (const deadPeriods of [0, 1, 2]) {
    const answers = both(deadPeriods, {});
    for (const [k, { bare, adapter, reasons }] of answers.entries()) {
      assert.equal(adapter, bare, `dead ${deadPeriods}, slot ${k}`);
      assert.equal(reasons[1], reasons[0]);
    }
    assert.ok(new Set(answers.map(a => a.bare)).size > 3, 'and there was something to decide');
  }
});

test('its options reach the rule', () => {
  const answers = both(
    0,
    { shape: constant(), poles: [0.2, 0.3], observerPole: 0.8, maxStep: 1 },
    { shape: constant(), poles: [0.2, 0.3], observerPole: 0.8, maxStep: 1 },
  );
  for (const { bare, adapter } of answers) assert.equal(adapter, bare);
  assert.notDeepEqual(
    answers.map(a => a.bare),
    both(0, {}).map(a => a.bare),
  );
});

test('a response-time target of 12 s keeps 0.7 periods of arrivals waiting, by Little’s law', () => {
  const target = { response: 12_000, serviceTime: 5000, period: 10_000 };
  for (const { bare, adapter } of both(0, { target }, { target: { response: 12_000 } }))
    assert.equal(adapter, bare);
});

test('when requests turn out to take twice as long it wants twice the containers', () => {
  const settled = (service: number): number => {
    const adapter = begun(francis({ target: { queue: 0 }, serviceTime: 5000 }));
    let containers = 1;
    // 6 requests every 10 s, all served: the queue is empty, and containers are busy for 6 services in 10 s.
    for (let k = 1; k < 60; k++) {
      const perSecond = Array.from({ length: 10 }, () => ({ running: (6 * service) / 10_000 }));
      containers = answer(
        adapter,
        observed({ at: k * 10_000, ready: containers, arrived: 6, finished: 6, perSecond }),
      ).containers;
    }
    return containers;
  };
  assert.equal(settled(5000), 3);
  assert.equal(settled(10_000), 6);
});

test('a response target below what the service takes asks for no queue, and is no error', () => {
  const adapter = begun(francis({ target: { response: 1000 }, serviceTime: 5000 }));
  assert.match(answer(adapter, observed({ ready: 2, arrived: 4 })).reason, /against 0\.0 wanted/);
});

test('a request that came before the load’s first slot is in the queue, not in the rate', () => {
  const adapter = begun(francis({ target: { queue: 0 }, serviceTime: 5000 }));
  assert.match(answer(adapter, observed({ at: 0, queued: 0, ready: 1, arrived: 9 })).reason, /0\.00 needed/);
});

test('with all in the system as its backlog it keeps its containers until what they took is served', () => {
  const decided = (backlog: 'waiting' | 'in-system', queued: number, running: number): number =>
    answer(
      begun(francis({ backlog, serviceTime: 40_000 })),
      observed({ queued, running, ready: 6, arrived: 0 }),
    ).containers;
  // Six containers took six requests at once: nothing waits, and all the work is still to be done.
  assert.ok(decided('waiting', 0, 6) < decided('in-system', 0, 6));
  assert.equal(decided('in-system', 6, 0), decided('in-system', 0, 6));
});

test('steady load leaves in the system what Little’s law puts there, and as many containers', () => {
  // 6 requests every 10 s at 5 s each: 3 in the system, none of them waiting.
  const adapter = begun(francis({ backlog: 'in-system', serviceTime: 5000 }));
  const perSecond = Array.from({ length: 10 }, () => ({ running: 3 }));
  let containers = 3;
  for (let k = 1; k < 20; k++) {
    const seen = observed({
      at: k * 10_000,
      running: 3,
      ready: containers,
      arrived: 6,
      finished: 6,
      perSecond,
    });
    containers = answer(adapter, seen).containers;
    assert.equal(containers, 3, `slot ${k}`);
  }
});

test('a target queue means what waits, so it is refused for all in the system', () => {
  assert.throws(
    () => begun(francis({ backlog: 'in-system', target: { queue: 2 } })),
    /expected a response target .* found a queue of 2/,
  );
});
