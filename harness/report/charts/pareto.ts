import type { Chart, Drawing, Size } from '../chart.ts';
import { armColour, armShape, around } from '../encoding.ts';
import { capital, count, hasInterval, list, number } from '../format.ts';
import { type MetricInfo, metricLabel, unitLabel, withUnit } from '../metric-label.ts';
import { colour } from '../palette.ts';
import type { Study, StudyArm } from '../study.ts';
import { textWidth } from '../text-width.ts';
import { sizes } from '../theme.ts';

interface Point {
  arm: StudyArm;
  cost: number;
  costLow: number;
  costHigh: number;
  value: number;
  low: number;
  high: number;
  front: boolean;
}

/** Cost against the primary metric and the p95 of the response, every arm; the front is what no other arm beats on both. */
export const chart: Chart = {
  name: 'pareto',
  section: 'cost',
  place: 1,
  drawings: study => {
    const { cost, primary, metrics } = study;
    if (!cost) return [];
    const p95 = metrics.find(({ name }) => name === 'response.p95');
    return [primary, ...(p95 && p95.name !== primary.name ? [p95] : [])]
      .filter(({ name }) => name !== cost.name)
      .flatMap(metric => drawing(study, cost, metric));
  },
};

function drawing(study: Study, cost: MetricInfo, metric: MetricInfo): Drawing[] {
  const points = pointsOf(study, cost, metric);
  if (points.length < 2) return [];
  const front = points.filter(point => point.front).map(point => point.arm.label);
  const seeds = Math.max(...study.arms.map(arm => arm.summary?.seeds ?? 0));
  return [
    {
      key: metric.name,
      title: `${capital(metricLabel(metric.name))} against ${metricLabel(cost.name)}`,
      caption:
        `Mean over n = ${count(seeds, 'seed')}, bars: 95 % t intervals of each mean. Container seconds: containers that exist, times paper seconds. ` +
        `Lower left is better; dashed: the Pareto front, arms that none beats on both.`,
      finding: `On the front: ${list(front)}. ${points
        .map(
          ({ arm, cost, value }) =>
            `${arm.label}: ${number(value)} ${unitLabel(metric.unit)} for ${number(cost)}`,
        )
        .join('; ')}.`,
      legend: crowded(points) ? points.map(point => point.arm) : [],
      spec: size => spec(study, { cost, metric }, points, size),
    },
  ];
}

function pointsOf({ arms }: Study, cost: MetricInfo, metric: MetricInfo): Point[] {
  const points = arms.flatMap(arm => {
    const [x, y] = [arm.summary?.metrics[cost.name], arm.summary?.metrics[metric.name]];
    if (!x || !y || !Number.isFinite(x.point) || !Number.isFinite(y.point)) return [];
    const [xKnown, yKnown] = [hasInterval(x), hasInterval(y)];
    return {
      arm,
      cost: x.point,
      costLow: xKnown ? x.low : x.point,
      costHigh: xKnown ? x.high : x.point,
      value: y.point,
      low: yKnown ? y.low : y.point,
      high: yKnown ? y.high : y.point,
    };
  });
  const sense = metric.better === 'lower' ? 1 : -1;
  const beats = (a: (typeof points)[number], b: (typeof points)[number]): boolean =>
    a.cost <= b.cost && sense * a.value <= sense * b.value && (a.cost < b.cost || a.value !== b.value);
  return points.map(point => ({ ...point, front: !points.some(other => beats(other, point)) }));
}

function spec(
  study: Study,
  { cost, metric }: { cost: MetricInfo; metric: MetricInfo },
  points: readonly Point[],
  size: Size,
) {
  const { across, up } = frameOf(points);
  const x = {
    type: 'quantitative' as const,
    scale: { domain: across, zero: false, nice: false },
    axis: { title: withUnit(cost), grid: true, format: '~s', tickCount: size.name === 'wide' ? 8 : 4 },
  };
  const y = {
    type: 'quantitative' as const,
    scale: { domain: up, zero: false, nice: true },
    axis: { title: null, tickCount: 5 },
  };
  const values = points.map(({ arm, ...point }) => ({
    arm: arm.label,
    ...point,
    label: labelOf({ arm, cost: point.cost }, across, size).at,
    shown: `${number(point.value)} ${unitLabel(metric.unit)}`,
    price: number(point.cost),
  }));
  const label = {
    mark: { type: 'text' as const, align: 'left' as const, dy: -11 },
    encoding: { x: { ...x, field: 'label' }, y: { ...y, field: 'value' }, text: { field: 'arm' } },
  };
  return {
    title: { text: withUnit(metric), fontWeight: 'normal' as const, color: colour('ink-2') },
    width: size.width - 20,
    height: heightOf(size),
    autosize: { type: 'fit-x' as const, contains: 'padding' as const },
    data: { name: 'points', values },
    layer: [
      {
        transform: [{ filter: 'datum.front' }],
        mark: {
          type: 'line' as const,
          interpolate: 'step-after' as const,
          stroke: colour('ink-3'),
          strokeDash: [2, 3],
          strokeWidth: 1.5,
        },
        encoding: {
          x: { ...x, field: 'cost' },
          y: { ...y, field: 'value' },
          order: { field: 'cost', type: 'quantitative' as const },
        },
      },
      {
        mark: { type: 'rule' as const, strokeWidth: 2, opacity: 0.7 },
        encoding: {
          x: { ...x, field: 'costLow' },
          x2: { field: 'costHigh' },
          y: { ...y, field: 'value' },
          color: armColour(study.arms),
        },
      },
      {
        mark: { type: 'rule' as const, strokeWidth: 2, opacity: 0.7 },
        encoding: {
          x: { ...x, field: 'cost' },
          y: { ...y, field: 'low' },
          y2: { field: 'high' },
          color: armColour(study.arms),
        },
      },
      {
        mark: { type: 'point' as const, filled: true, size: 130, opacity: 1 },
        encoding: {
          x: { ...x, field: 'cost' },
          y: { ...y, field: 'value' },
          color: armColour(study.arms),
          shape: armShape(study.arms),
          tooltip: [
            { field: 'arm', title: 'arm' },
            { field: 'shown', title: metricLabel(metric.name) },
            { field: 'price', title: metricLabel(cost.name) },
          ],
        },
      },
      ...(crowded(points) ? [] : [label]),
    ],
  };
}

const heightOf = (size: Size): number => (size.name === 'wide' ? 300 : 260);

/** Costs and values from where to where. */
function frameOf(points: readonly Point[]): { across: [number, number]; up: [number, number] } {
  const [left, right] = around(
    points.flatMap(point => [point.costLow, point.costHigh]),
    { margin: 0.1 },
  );
  const [bottom, top] = around(
    points.flatMap(point => [point.low, point.high]),
    { margin: 0.12 },
  );
  return { across: [Math.max(0, left), right], up: [Math.max(0, bottom), top] };
}

/** An arm's label: right of its mark, left of it or above it, wherever it fits; where it begins, as a cost and in pixels. */
function labelOf(
  { arm, cost }: Pick<Point, 'arm' | 'cost'>,
  [left, right]: readonly [number, number],
  size: Size,
): { at: number; from: number; to: number } {
  const room = size.width - 75;
  const width = textWidth(arm.label, { size: size.name === 'wide' ? 13 : 12 });
  const mark = (room * (cost - left)) / (right - left);
  const start = mark + 11 + width <= room ? mark + 11 : mark - 11 - width;
  const from = Math.max(4, Math.min(start, room - width));
  return { at: left + ((right - left) * from) / room, from, to: from + width };
}

/** Labels that would stand on one another cannot be read: the legend then names the arms. */
function crowded(points: readonly Point[]): boolean {
  if (points.length > 6) return true;
  const { across, up } = frameOf(points);
  return Object.values(sizes).some(size => {
    const labels = points.map(point => ({
      ...labelOf(point, across, size),
      y: (heightOf(size) * point.value) / (up[1] - up[0]),
    }));
    return labels.some((one, i) =>
      labels.some(
        (other, j) =>
          i < j && Math.abs(one.y - other.y) < 16 && one.from < other.to + 4 && other.from < one.to + 4,
      ),
    );
  });
}
