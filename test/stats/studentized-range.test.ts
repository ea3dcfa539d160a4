import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rangeQuantile, rangeShare } from '../../harness/stats/studentized-range.ts';

test("95 % quantiles over √2 are those of Demšar's table 5(a), for 2 to 10 arms", () => {
  const printed = [1.96, 2.343, 2.569, 2.728, 2.85, 2.949, 3.031, 3.102, 3.164];
  printed.forEach((q, index) => {
    const found = rangeQuantile(0.95, index + 2) / Math.SQRT2;
    assert.ok(Math.abs(found - q) < 0.001, `${index + 2} arms: ${found} is not ${q}`);
  });
});

test('shares agree with SciPy to 1e-9', () => {
  // scipy.stats.studentized_range.cdf(3.5, k, inf), version 1.17.
  const known: [number, number][] = [
    [2, 0.9866716712191826],
    [4, 0.9361236661430967],
    [20, 0.3963950547965262],
  ];
  for (const [k, share] of known) assert.ok(Math.abs(rangeShare(3.5, k) - share) < 1e-9);
});
