import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  chiSquareTail,
  fTail,
  normalQuantile,
  normalShare,
  tQuantile,
} from '../../harness/stats/distribution.ts';

// Independent values: SciPy 1.17 (scipy.stats t.ppf, norm, f.sf, chi2.sf), which agrees with printed tables.

const near = (found: number, known: number): void =>
  assert.ok(Math.abs(found - known) < 1e-9, `${found} is not ${known}`);

test("Student's quantiles agree with independent values to 1e-9", () => {
  near(tQuantile(0.975, 1), 12.706204736174694);
  near(tQuantile(0.995, 4), 4.604094871349992);
  near(tQuantile(0.975, 9), 2.262157162798205);
  near(tQuantile(0.95, 9), 1.833112932656237);
  near(tQuantile(0.975, 19), 2.0930240544083087);
  near(tQuantile(0.975, 1000), 1.9623390808264083);
  near(tQuantile(0.025, 9), -2.262157162798205);
});

test('normal, F and chi-square agree with independent values to 1e-9', () => {
  near(normalQuantile(0.975), 1.959963984540054);
  near(normalShare(1.959963984540054), 0.975);
  near(fTail(4.2, 3, 27), 0.014603732416627328);
  near(chiSquareTail(7.81, 3), 0.05010605635000589);
});
