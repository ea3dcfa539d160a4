import type { Chart, Size } from '../chart.ts';
import { armColour, armShape, around, logTicks } from '../encoding.ts';
import { count, hasInterval, interval } from '../format.ts';
import { metricLabel } from '../metric-label.ts';
import type { Study } from '../study.ts';

const wanted = ['response.p50', 'response.mean', 'response.p95', 'response.p99', 'response.max'];

interface Row {
  arm: string;
  what: string;
  point: number;
  low: number;
  high: number;
  figure: string;
}

/** Percentiles of response time, as means over seeds with their intervals. */
export const chart: Chart = {
  name: 'percentiles',
  section: 'responses',
  place: 2,
  drawings: study => {
    const rows = rowsOf(study);
    if (rows.length === 0) return [];
    const seeds = Math.max(...study.arms.map(arm => arm.summary?.seeds ?? 0));
    return [
      {
        title: 'Percentiles of response time',
        caption: `Paper seconds, log scale. Mark: mean over n = ${count(seeds, 'seed')} of each trial’s percentile; bar: 95 % t interval of that mean.`,
        finding: rows
          .filter(row => study.arms.length <= 3 || row.what === 'p95')
          .map(row => `${row.what}, ${row.arm}: ${row.figure} s`)
          .join('; '),
        legend: study.arms,
        spec: size => spec(study, rows, size),
      },
    ];
  },
};

/** With many arms, the mean and p95 alone: the rest would be a page long. */
const rowsOf = ({ arms }: Study): Row[] =>
  wanted
    .filter((_, index) => arms.length <= 6 || index === 1 || index === 2)
    .flatMap(name =>
      arms.flatMap(arm => {
        const estimate = arm.summary?.metrics[name];
        if (!estimate || !(estimate.point > 0)) return [];
        const known = hasInterval(estimate) && estimate.low > 0;
        return {
          arm: arm.label,
          what: metricLabel(name).replace(' response', ''),
          point: estimate.point,
          low: known ? estimate.low : estimate.point,
          high: known ? estimate.high : estimate.point,
          figure: interval(estimate),
        };
      }),
    );

function spec(study: Study, rows: readonly Row[], size: Size) {
  const domain = around(
    rows.flatMap(row => [row.low, row.high]),
    { log: true },
  );
  const kinds = [...new Set(rows.map(row => row.what))];
  const labels = study.arms.map(arm => arm.label);
  const x = {
    type: 'quantitative' as const,
    scale: { type: 'log' as const, domain: [...domain], nice: false },
    axis: {
      title: 'response time (paper s, log scale)',
      values: logTicks(domain, size.name === 'wide' ? 12 : 5),
      format: '~f',
      grid: true,
    },
  };
  const y = {
    field: 'what',
    type: 'nominal' as const,
    sort: kinds,
    axis: { title: null },
  };
  const yOffset = { field: 'arm', type: 'nominal' as const, sort: labels, scale: { paddingOuter: 0.4 } };
  return {
    width: size.width - 20,
    height: kinds.length * (labels.length + 1) * Math.max(9, Math.min(18, 90 / labels.length)),
    autosize: { type: 'fit-x' as const, contains: 'padding' as const },
    data: { name: 'percentiles', values: [...rows] },
    layer: [
      {
        mark: { type: 'rule' as const, strokeWidth: 2.5 },
        encoding: {
          x: { ...x, field: 'low' },
          x2: { field: 'high' },
          y,
          yOffset,
          color: armColour(study.arms),
        },
      },
      {
        mark: { type: 'point' as const, filled: true, size: 75, opacity: 1 },
        encoding: {
          x: { ...x, field: 'point' },
          y,
          yOffset,
          color: armColour(study.arms),
          shape: armShape(study.arms),
          tooltip: [
            { field: 'arm', title: 'arm' },
            { field: 'what', title: 'percentile' },
            { field: 'figure', title: 'seconds' },
          ],
        },
      },
    ],
  };
}
