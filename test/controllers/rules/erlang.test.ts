import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { erlangB, erlangC, leastContainers, meanWait } from '../../../harness/controllers/rules/erlang.ts';

const assertNear = (found: number, expected: number, tolerance: number, what = ''): void =>
  assert.ok(Math.abs(found - expected) <= tolerance, `${what} ${found} is not ${expected}`);

/** The load that loses so much, by bisection: what traffic tables print. */
function loadFor(servers: number, lost: number): number {
  let [low, high] = [0, 10 * servers];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (erlangB(servers, middle) < lost) low = middle;
    else high = middle;
  }
  return low;
}

test('Erlang B gives the published capacity table for 2 % blocking', () => {
  // Lucent's Erlang-B capacity table, as printed in WirelessU (garywagoner.tripod.com/traffic/ERLANG.HTML);
  // rows up to 51, but for two that are misprinted there (33 channels: 24.628 for 24.626; 45: 35.507 for 35.607).
  const table: [number, number][] = [
    [1, 0.02],
    [3, 0.602],
    [5, 1.657],
    [7, 2.935],
    [9, 4.345],
    [11, 5.842],
    [13, 7.402],
    [15, 9.01],
    [17, 10.656],
    [19, 12.333],
    [21, 14.036],
    [23, 15.761],
    [25, 17.505],
    [27, 19.265],
    [29, 21.039],
    [31, 22.827],
    [35, 26.435],
    [37, 28.254],
    [39, 30.081],
    [41, 31.915],
    [43, 33.758],
    [47, 37.462],
    [49, 39.323],
    [51, 41.189],
  ];
  for (const [servers, load] of table) {
    assertNear(loadFor(servers, 0.02), load, 0.0011, `${servers} channels:`);
  }
});

test('Erlang B gives the worked example of 15 lines at 1 %: 8.108 erlang', () => {
  // Westbay Engineers, manual of the Erlang calculator (erlang.com/calculatormanual/howmuchtrafficcanatrunkgrouphandle.htm).
  assertNear(loadFor(15, 0.01), 8.108, 0.0005);
});

test('Erlang C gives the published 17.4 % for 14 positions at 10 erlang', () => {
  // pyworkforce README: 100 calls of 3 minutes in 30 minutes, 14 positions, waiting_probability 0.1741319335950498.
  assertNear(erlangC(14, 10), 0.1741319335950498, 1e-14);
});

test('the eye clinic of the textbook: 6 patients an hour, 20 minutes each, 3 doctors wait 4/27 hour', () => {
  // Gross & Harris, "Fundamentals of Queueing Theory", M/M/c example: p0 = 1/9, C = 4/9, Lq = 8/9, Wq = 8.89 minutes.
  const minute = 60_000;
  assertNear(erlangC(3, 2), 4 / 9, 1e-15);
  assertNear(meanWait(3, 2, 20 * minute), (4 / 27) * 60 * minute, 1e-6);
});

test('the information desk of the textbook: 20 an hour, 2 minutes each, 2 clerks hold 3/4 of a person', () => {
  // Render, Stair & Hanna, "Quantitative Analysis for Management", instructor's manual, alternative example 14.3: L = 3/4, hence Lq = 3/4 − 2/3.
  const perMinute = 1 / 3;
  assertNear(perMinute * meanWait(2, 2 / 3, 2), 3 / 4 - 2 / 3, 1e-15);
});

test('one server is M/M/1: the share that waits is the utilisation, the wait rho/(1 - rho) services', () => {
  for (const rho of [0.1, 0.5, 0.9, 0.999]) {
    assertNear(erlangC(1, rho), rho, 1e-14);
    assertNear(meanWait(1, rho, 1000), (1000 * rho) / (1 - rho), 1e-6);
  }
});

test('the recursion equals the sum of powers and factorials where that can be computed', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.double({ min: 0.01, max: 50, noNaN: true }),
      (servers, load) => {
        let [term, sum] = [1, 1];
        for (let k = 1; k <= servers; k++) {
          term *= load / k;
          sum += term;
        }
        assertNear(erlangB(servers, load), term / sum, 1e-12);
        if (load >= servers) return;
        const queued = term / (1 - load / servers);
        assertNear(erlangC(servers, load), queued / (sum - term + queued), 1e-12);
      },
    ),
    { seed: 1917 },
  );
});

test('a thousand servers neither overflow nor vanish', () => {
  const lost = erlangB(1000, 1000);
  // Half-way expansion for c = a: 1/B ≈ sqrt(pi·a/2) + 2/3.
  assertNear(1 / lost, Math.sqrt((Math.PI * 1000) / 2) + 2 / 3, 0.01);
  assert.equal(erlangC(1000, 1000), 1);
  assert.equal(meanWait(1000, 1000, 1), Number.POSITIVE_INFINITY);
});

test('the staffing rule gives the least containers that hold the target', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 40, noNaN: true }),
      fc.double({ min: 10, max: 60_000, noNaN: true }),
      (load, targetWait) => {
        const serviceTime = 17_000;
        const { containers, wait } = leastContainers({
          arrivalRate: load / serviceTime,
          serviceTime,
          targetWait,
        });
        assert.ok(wait <= targetWait);
        const there = meanWait(containers, load, serviceTime);
        assertNear(wait, there, 1e-9 * (1 + there));
        assert.ok(containers === 0 || meanWait(containers - 1, load, serviceTime) > targetWait * (1 - 1e-9));
      },
    ),
    { seed: 1909 },
  );
});

test('it keeps to kMin and kMax, and says when kMax is not enough', () => {
  const busy = { arrivalRate: 1 / 1000, serviceTime: 10_000, targetWait: 1000 };
  assert.equal(leastContainers({ ...busy, kMin: 20 }).containers, 20);
  assert.equal(leastContainers({ ...busy, arrivalRate: 0, kMin: 1 }).containers, 1);
  assert.equal(leastContainers({ ...busy, arrivalRate: 0 }).containers, 0);
  assert.deepEqual(leastContainers({ ...busy, kMax: 8 }), {
    containers: 8,
    wait: Number.POSITIVE_INFINITY,
    reason:
      'a load of 10.00 erlang gives 8 containers an ever growing queue: kMax, and above the 1.00 s wanted',
  });
  assert.match(
    leastContainers(busy).reason,
    /^a load of 10\.00 erlang gives 13 containers a mean wait of 0\.95 s: within the 1\.00 s wanted$/,
  );
});

test('nonsense is refused in a sentence', () => {
  assert.throws(
    () => leastContainers({ arrivalRate: -1, serviceTime: 1000, targetWait: 1000 }),
    /expected a rate >= 0, .* found -1, 1000, 1000/,
  );
});
