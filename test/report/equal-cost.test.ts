import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chart } from '../../harness/report/charts/equal-cost.ts';
import { chart as pareto } from '../../harness/report/charts/pareto.ts';
import { type Study, studiesOf } from '../../harness/report/study.ts';
import { sizes } from '../../harness/report/theme.ts';
import type { BaselinePoint, WorkloadBaselines } from '../../harness/summary.ts';
import { temporaryStudy } from './temporary-study.ts';

const estimate = (point: number) => ({
  point,
  low: point,
  high: point,
  confidence: 0.95,
  n: 3,
  method: 'mean',
});
const point = (
  kind: BaselinePoint['kind'],
  label: string,
  [cost, wait]: readonly [number, number],
  more: { size?: number } = {},
): BaselinePoint => ({
  kind,
  label,
  ...more,
  metrics: {
    containerSeconds: estimate(cost),
    'wait.mean': estimate(wait),
    'response.p95': estimate(3 * wait),
  },
});

const baselines: WorkloadBaselines = {
  workload: 'random-bursts',
  seeds: 3,
  points: [
    point('static', 'static at 1', [100, 90], { size: 1 }),
    point('static', 'static at 2', [120, 40], { size: 2 }),
    point('static', 'static at 3', [150, 45], { size: 3 }),
    point('arm', 'francis-dockerawm from 2', [130, 50]),
    point('arm', 'fixed at 5', [200, 20]),
    point('oracle', 'oracle', [110, 18]),
  ],
  brackets: [{ arm: 'francis-dockerawm from 2', below: 2, above: 3, peak: 7 }],
  oracle: { evaluations: 1234, starts: 5, converged: 2 },
};

async function study(): Promise<Study> {
  using made = await temporaryStudy({ seeds: 3 });
  return { ...studiesOf(made.results)[0]!, baselines };
}

test('cost is drawn against wait and against the p95 of the response, with and without noise', async () => {
  const found = await study();
  const keys = (drawings: ReturnType<typeof chart.drawings>) => drawings.map(({ key }) => key);
  assert.deepEqual(keys(chart.drawings(found)), ['wait.mean', 'response.p95']);
  assert.deepEqual(keys(pareto.drawings(found)), ['wait.mean', 'response.p95']);
});

test('the finding tells the static sizes at equal cost, and the front that nobody beats', async () => {
  const [wait] = chart.drawings(await study());
  assert.match(wait!.finding, /costs as much as 2 to 3 static containers, at most it had 7/);
  assert.match(wait!.finding, /On the front: static at 1 and oracle\.$/);
  assert.match(wait!.caption, /in 1234 rehearsals \(the search ended by itself on 2 of 3 seeds\)/);
});

test('static sizes are joined in the order of their size, ten after nine', async () => {
  const [wait] = chart.drawings(await study());
  const { data } = wait!.spec(sizes.wide) as unknown as {
    data: { values: { kind: string; size?: number }[] };
  };
  const joined = data.values.filter(({ kind }) => kind === 'static').map(({ size }) => size);
  assert.deepEqual(joined, [1, 2, 3]);
});

test('a study without baselines has no such chart', async () => {
  assert.deepEqual(chart.drawings({ ...(await study()), baselines: undefined }), []);
});
