import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Millis, stopwatch } from '../../harness/clock.ts';
import { metricCatalogue } from '../../harness/metric-catalogue.ts';
import { stepsOf } from '../../harness/metrics/step.ts';
import { tau } from '../../harness/metrics/tau.ts';
import type { Trace, TraceEvent } from '../../harness/trace.ts';
import { container, decision, demand, ended, request, slot, storyOf, supply } from '../trace-builder.ts';
import { near } from './near.ts';

const seeded = { seed: 20_260_101, numRuns: 100 };
const catalogue = await metricCatalogue({ target: 20_000, price: 1 });

const upTo = (most: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: most });
const tellingRequests = fc.array(
  fc.record({
    gap: upTo(8000),
    late: upTo(5),
    work: upTo(30_000),
    wait: upTo(20_000),
    service: upTo(20_000),
  }),
  { minLength: 1, maxLength: 30 },
);
const tellingContainers = fc.array(
  fc.record({ asked: upTo(100_000), start: upTo(5000), life: upTo(60_000), draining: upTo(3000) }),
  { maxLength: 8 },
);

/** Trials as they might be, in whole milliseconds; all requests are served. */
const trials: fc.Arbitrary<Trace> = fc.tuple(tellingRequests, tellingContainers).map(([requests, more]) => {
  let intended = 0;
  let last = 0;
  const told = requests.map(({ gap, late, work, wait, service }, i) => {
    intended += gap;
    const dispatched = intended + late + wait;
    last = Math.max(last, dispatched + service);
    return request(i, {
      intended,
      arrived: intended + late,
      work,
      dispatched,
      finished: dispatched + service,
    });
  });
  const slots = Array.from({ length: Math.ceil(last / 10_000) }, (_, i) => [
    slot(i, { at: i * 10_000 + (i % 3), due: i * 10_000, starting: i % 2 }),
    decision(i * 10_000 + (i % 3), { has: 1, applied: 1 + (i % 4) }),
  ]);
  const scaled = more.map(({ asked, start, life, draining }, i) => {
    const ready = asked + start;
    const stopping = ready + life;
    return container(`c${i + 2}`, { starting: asked, ready, stopping, gone: stopping + draining });
  });
  const cost = { cpuMs: last / 50, memoryMiB: 90 };
  return storyOf({}, [container('c1'), ...told, ...slots.flat(), ...scaled, ended(last, 'served', cost)]);
});

/** The same trial at another time scale: every wall time multiplied. */
const stretched = (trace: Trace, factor: number): Trace => ({
  header: { ...trace.header, timeScale: trace.header.timeScale * factor, slot: trace.header.slot * factor },
  events: [...trace.events].map((event): TraceEvent => {
    const at = event.at * factor;
    if (event.type === 'request.arrived') return { ...event, at, intended: event.intended * factor };
    if (event.type === 'slot') return { ...event, at, due: event.due * factor };
    if (event.type === 'trial.ended' && event.harness) {
      return { ...event, at, harness: { ...event.harness, cpuMs: event.harness.cpuMs * factor } };
    }
    return { ...event, at };
  }),
});

test('the time scale changes no metric but those in wall milliseconds', () => {
  fc.assert(
    fc.property(trials, fc.double({ min: 0.04, max: 3, noNaN: true }), (trace, factor) => {
      const other = stretched(trace, factor);
      for (const { name, unit, of } of catalogue) {
        near(of(other), of(trace) * (unit === 'ms' ? factor : 1), `${name} at scale ${factor}:`);
      }
    }),
    seeded,
  );
});

test('an idle tail after the last completion changes no metric of the trial', () => {
  const tailed = (trace: Trace, tail: Millis): Trace => {
    const events = [...trace.events].filter(event => event.type !== 'trial.ended');
    const end = Math.max(0, ...events.map(event => event.at)) + tail;
    const idle = [slot(999, { at: end }), container('c99', { starting: end - 1, ready: end }), ended(end)];
    return { header: trace.header, events: [...events, ...idle.flat()] };
  };
  const ofTheTrial = catalogue.filter(({ name }) => !/^(lateness|overhead)/.test(name));
  fc.assert(
    fc.property(trials, fc.integer({ min: 2, max: 1e6 }), (trace, tail) => {
      for (const { name, of } of ofTheTrial) near(of(tailed(trace, tail)), of(trace), name);
    }),
    seeded,
  );
});

const levels = fc
  .array(fc.integer({ min: 1, max: 8 }), { minLength: 2, maxLength: 12 })
  .map(counts => counts.map((count, i): [Millis, number] => [i * 40_000, count]));

test('an arm whose supply equals the demand errs by nothing, and moves as it does', () => {
  fc.assert(
    fc.property(levels, wanted => {
      const until = wanted.length * 40_000;
      const trace = storyOf({}, [
        ...demand(wanted, { unit: 20_000, until }),
        ...supply(wanted),
        ...wanted.map(([at], i) => slot(i, { at })),
      ]);
      const faultless = /^(theta|tau|accuracy|jitter|instability)/;
      for (const { name, of } of catalogue) if (faultless.test(name)) near(of(trace), 0, name);
    }),
    seeded,
  );
});

test('tau_U + tau_O is at most 100 for any two curves', () => {
  fc.assert(
    fc.property(levels, levels, (d, s) => {
      const found = tau(stepsOf(d), stepsOf(s), { from: 0, to: 500_000 });
      assert.ok(found.under + found.over <= 100 + 1e-6);
    }),
    seeded,
  );
});

test('all metrics of a trace of 100,000 requests together take less than 3 seconds, on a busy machine too', t => {
  const requests = Array.from({ length: 100_000 }, (_, i) =>
    request(i, {
      intended: i * 36,
      work: 200 + ((i * 7919) % 9000),
      on: `c${1 + (i % 16)}`,
      dispatched: i * 36 + ((i * 31) % 700),
      finished: i * 36 + 700 + ((i * 17) % 500),
    }),
  );
  const slots = Array.from({ length: 3600 }, (_, i) => slot(i, { at: i * 1000 + (i % 5), due: i * 1000 }));
  const containers = supply(
    Array.from({ length: 360 }, (_, i): [Millis, number] => [i * 10_000, 1 + ((i * 5) % 16)]),
  );
  const trace = storyOf({}, [...containers, ...requests, ...slots, ended(3_601_000)]);
  const took = stopwatch();
  for (const { of } of catalogue) of(trace);
  const ms = took();
  t.diagnostic(`${catalogue.length} metrics in ${ms.toFixed(0)} ms`);
  assert.ok(ms < 3000, `took ${ms.toFixed(0)} ms`);
});
