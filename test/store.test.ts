import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildReport } from '../harness/report/build.ts';
import { readResults } from '../harness/results.ts';
import { openStore } from '../harness/store.ts';
import type { WorkloadSummary } from '../harness/summary.ts';
import { temporaryStudy } from './report/temporary-study.ts';

/** As two seeds give it of which one hardly waited: on Docker, e.g., after an engine was restarted amid the other. */
function farApart(workload: WorkloadSummary): WorkloadSummary {
  const arms = workload.arms.map(arm => ({
    ...arm,
    ...(arm.against && {
      against: Object.fromEntries(
        Object.entries(arm.against).map(([metric, paired]) => [
          metric,
          { ...paired, ratio: { ...paired.ratio, low: 1.1e-40, high: 3.5e40 } },
        ]),
      ),
    }),
  }));
  return { ...workload, arms, detectable: 2.4e16 };
}

test('a study whose seeds are so far apart that they tell of any ratio is written as it can be read and drawn', async () => {
  using study = await temporaryStudy({ seeds: 2 });
  const { folder, summary, manifest, trace } = study.results;
  const store = openStore(folder);
  store.manifest({ ...manifest, detectable: 1e300 });
  store.summary({ ...summary, workloads: summary.workloads.map(farApart) }, trace);
  const again = readResults(folder);
  assert.equal(again.manifest.detectable, Number.POSITIVE_INFINITY);
  const [workload] = again.summary.workloads;
  assert.equal(workload!.detectable, Number.POSITIVE_INFINITY);
  const ratios = workload!.arms.flatMap(arm => Object.values(arm.against ?? {}).map(({ ratio }) => ratio));
  assert.ok(ratios.length > 0);
  for (const { low, high } of ratios) assert.deepEqual([low, high], [1.1e-40, Number.NaN]);
  assert.deepEqual(again.summary.trials, summary.trials);
  const page = await buildReport(again);
  assert.match(page, /<section id="verdict"/);
  assert.doesNotMatch(page.replace(/<script[\s\S]*?<\/script>/g, ''), /NaN|Infinity|e\+40/);
});
